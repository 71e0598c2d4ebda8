package io.datachannels.plugins.ots;

/** What a row does to the row that has its key. */
enum WriteMode {
    /** Replaces it; a null attribute is left out. */
    PUT_ROW("PutRow"),
    /** Changes its columns; a null attribute removes the column with all its versions. */
    UPDATE_ROW("UpdateRow"),
    /** Removes it. */
    DELETE_ROW("DeleteRow");

    private final String spelling;

    WriteMode(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
