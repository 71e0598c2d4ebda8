package io.datachannels.plugins.ots;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What otswriter can be told. */
@Doc("Puts, updates or deletes rows of a Tablestore table.")
@IgnoredKey(name = "newVersion", because = "there is one way of writing, which does what both did")
@IgnoredKey(name = "maxRetryTime", because = "the job retries, within one budget")
@IgnoredKey(name = "retrySleepInMillisecond", because = "the job retries, within one budget")
@IgnoredKey(name = "ioThreadCount", because = "it follows from the machine")
record OtsWriterConfig(
        @Inline Access access,

        @Doc("The table to write to. It must exist.") String table,

        @Doc("The table's primary key columns, in the order in which the reader's first columns go to them.")
        List<WriteKeyColumn> primaryKey,

        @Optional @Doc("The attribute columns that the reader's further columns go to, in order; may be empty.")
        List<WriteColumn> column,

        @Doc(
                "PutRow replaces a row and leaves null attributes out; UpdateRow changes a row's columns, a null removes the"
                        + " column; DeleteRow removes the row, with primary key columns only.")
        WriteMode writeMode,

        @Default("false")
        @Doc(
                "Whether the service makes the value of the table's auto-increment column, which is then not in primaryKey. A"
                        + " request whose answer is lost is sent again and may then have made rows twice.")
        boolean enableAutoIncrement,

        @Optional
        @Doc("The version of every cell in milliseconds since 1970; without it the service's time.")
        @AlsoKnownAs("defaultTimestampInMillionSecond")
        Long defaultTimestampInMillisecond,

        @Default("200") @Doc("Rows per request, 1..200.") int batchWriteCount,

        @Default("1048576") @Doc("Bytes per request, names and values, 1..4194304; a larger row goes alone.")
        int requestTotalSizeLimitation,

        @Default("5") @Doc("Requests under way at once for each channel, 1..100.")
        int concurrencyWrite,

        @Default("normal") @Doc("normal: a row is a row of the table.")
        Mode mode,

        @Default("false") @Doc("Whether it is a time series table; these cannot be written yet.")
        boolean isTimeseriesTable)
        implements Validated {
    private static final int MAX_ROWS = 200;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_CONCURRENCY = 100;

    OtsWriterConfig {
        primaryKey = List.copyOf(primaryKey);
        column = column == null ? List.of() : List.copyOf(column);
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(table.strip(), problems);
        problems.check(mode == Mode.NORMAL, "mode", "multiVersion is not supported yet; use normal");
        problems.check(!isTimeseriesTable, "isTimeseriesTable", "time series tables are not supported yet");
        validateColumns(problems);
        validateMode(problems);
        problems.check(
                defaultTimestampInMillisecond == null || defaultTimestampInMillisecond >= 0,
                "defaultTimestampInMillisecond",
                "must be 0 or more");
        problems.check(batchWriteCount >= 1 && batchWriteCount <= MAX_ROWS, "batchWriteCount", "must be 1..200");
        problems.check(
                requestTotalSizeLimitation >= 1 && requestTotalSizeLimitation <= MAX_BYTES,
                "requestTotalSizeLimitation",
                "must be 1..4194304");
        problems.check(
                concurrencyWrite >= 1 && concurrencyWrite <= MAX_CONCURRENCY, "concurrencyWrite", "must be 1..100");
    }

    private void validateColumns(Problems problems) {
        problems.check(!primaryKey.isEmpty(), "primaryKey", "must name the table's primary key columns");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < primaryKey.size(); i++) {
            String key = "primaryKey[" + i + "]";
            primaryKey.get(i).validate(key, problems);
            problems.check(names.add(primaryKey.get(i).name()), key + ".name", "is there twice");
        }
        for (int i = 0; i < column.size(); i++) {
            String key = "column[" + i + "]";
            column.get(i).validate(key, problems);
            problems.check(names.add(column.get(i).name()), key + ".name", "is there twice, here or in primaryKey");
        }
    }

    private void validateMode(Problems problems) {
        switch (writeMode) {
            case PUT_ROW -> {}
            case UPDATE_ROW ->
                problems.check(!column.isEmpty(), "column", "must name at least one column for writeMode UpdateRow");
            case DELETE_ROW -> {
                problems.check(column.isEmpty(), "column", "must be empty for writeMode DeleteRow");
                problems.check(!enableAutoIncrement, "enableAutoIncrement", "must be false for writeMode DeleteRow");
            }
        }
    }
}
