package io.datachannels.emulators.maxcompute;

/** The calls that are served, by the names that faults use. */
enum Operation {
    ListProjects,
    GetProject,
    ListSchemas,
    GetSchema,
    CreateSchema,
    DeleteSchema,
    ListTables,
    GetTable,
    ListPartitions,
    GetPartition,
    CreateInstance,
    GetInstance,
    PutLogs,
    GetTunnel,
    CreateUpload,
    UploadBlock,
    GetUpload,
    CommitUpload,
    CreateDownload,
    GetDownload,
    DownloadData,
    Unknown;

    /** Whether it belongs to the tunnel, whose errors are JSON. */
    boolean isTunnel() {
        return ordinal() > GetTunnel.ordinal();
    }
}
