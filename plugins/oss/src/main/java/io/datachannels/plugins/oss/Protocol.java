package io.datachannels.plugins.oss;

/** What a store of objects speaks. */
enum Protocol {
    OSS("oss"),
    /** That of Amazon, which MinIO, Ceph and many others speak too. */
    S3("s3");

    private final String spelling;

    Protocol(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it, which is also how addresses of objects begin. */
    @Override
    public String toString() {
        return spelling;
    }
}
