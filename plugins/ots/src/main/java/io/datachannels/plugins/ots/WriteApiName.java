package io.datachannels.plugins.ots;

/** The operation that writes rows, as job files name it. */
enum WriteApiName {
    /** BulkImport, or BatchWriteRow where the service makes keys or refuses BulkImport. */
    AUTO("auto"),
    BULK_IMPORT("bulkImport"),
    BATCH_WRITE_ROW("batchWriteRow");

    private final String spelling;

    WriteApiName(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
