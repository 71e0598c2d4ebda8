package io.datachannels.emulators.maxcompute.store;

import java.time.Instant;

/** A download of the rows as they were when it was made. */
public record DownloadSession(String id, TableName table, PartitionSpec partition, Instant created, Rows rows) {}
