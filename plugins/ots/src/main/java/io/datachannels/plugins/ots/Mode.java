package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Problems;

/** The layouts of rows that job files can ask for. */
enum Mode {
    /** A row of the table is a row. */
    NORMAL("normal"),
    /** A cell of the table is a row. */
    MULTI_VERSION("multiVersion");

    private final String spelling;

    Mode(String spelling) {
        this.spelling = spelling;
    }

    void validate(boolean timeseries, Problems problems) {
        problems.check(this == NORMAL, "mode", "multiVersion is not supported yet; use normal");
        problems.check(!timeseries, "isTimeseriesTable", "time series tables are not supported yet");
    }

    @Override
    public String toString() {
        return spelling;
    }
}
