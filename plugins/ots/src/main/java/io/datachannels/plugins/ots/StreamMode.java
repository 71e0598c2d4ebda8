package io.datachannels.plugins.ots;

/** The layouts of changes that job files can ask for. */
enum StreamMode {
    /** A change of a cell is a row. */
    CELLS("multi_version"),
    /** A change of a table's row is a row. */
    ROWS("single_version_and_update_only");

    private final String spelling;

    StreamMode(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
