package io.datachannels.plugins.ots;

/** The operation that reads rows. */
enum ReadApi {
    /** BulkExport, or GetRange for what BulkExport cannot do or the service refuses it for. */
    AUTO("auto"),
    /** The cheaper one: forward, latest versions, named columns. */
    BULK_EXPORT("bulkExport"),
    GET_RANGE("getRange");

    private final String spelling;

    ReadApi(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
