package io.datachannels.plugins.ots;

/** The layouts of rows that job files can ask for. */
enum Mode {
    /** A row of the table is a row. */
    NORMAL("normal"),
    /** A version of a cell is a row. */
    MULTI_VERSION("multiVersion");

    private final String spelling;

    Mode(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
