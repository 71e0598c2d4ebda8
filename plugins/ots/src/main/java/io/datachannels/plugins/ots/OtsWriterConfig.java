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
import java.util.concurrent.TimeUnit;

/** What otswriter can be told. */
@Doc("Puts, updates or deletes rows of a Tablestore table.")
@IgnoredKey(name = "newVersion", because = "there is one way of writing, which does what both did")
@IgnoredKey(name = "maxRetryTime", because = "the job retries, within one budget")
@IgnoredKey(name = "retrySleepInMillisecond", because = "the job retries, within one budget")
@IgnoredKey(name = "ioThreadCount", because = "it follows from the machine")
record OtsWriterConfig(
        @Inline Access access,

        @Doc("The table to write to.") String table,

        @Optional(usual = true)
        @Doc("The table's primary key columns, in the order in which the reader's first columns go to them.")
        List<WriteKeyColumn> primaryKey,

        @Optional(usual = true)
        @Doc(
                "The attribute columns that the reader's further columns go to, in order; may be empty. Not in mode multiVersion.")
        List<WriteColumn> column,

        @Optional(usual = true)
        @Doc(
                "In mode normal: PutRow replaces a row and leaves null attributes out; UpdateRow changes a row's columns, a null removes"
                        + " the column; DeleteRow removes the row, with primary key columns only. Required without operationColumn.")
        WriteMode writeMode,

        @Optional
        @Doc(
                "The name of a column that is not written, but says what each row does: put, update or delete; writeMode is for rows"
                        + " where it is null. In mode multiVersion it says U, DO, DA or DR, as otsstreamreader's opType does. It is the"
                        + " reader's last column, or in mode normal where column has it.")
        String operationColumn,

        @Default("delete") @Doc("What a null attribute means to an update: delete removes the column, keep leaves it.")
        NullInUpdate nullInUpdate,

        @Optional
        @Doc(
                "Makes a missing table with the columns of primaryKey, which must then have types; true, or how it is to be.")
        AutoCreate autoCreate,

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

        @Default("auto")
        @Doc(
                "The operation to write with: auto, bulkImport or batchWriteRow. auto takes BulkImport, and BatchWriteRow where the"
                        + " service makes keys or refuses BulkImport.")
        WriteApiName writeApi,

        @Default("normal")
        @Doc(
                "normal: a row is a row of the table. multiVersion: a row is a version of a cell: the primary key, the column's name,"
                        + " the version in milliseconds since 1970, the value, a null deletes that version unless operationColumn says"
                        + " otherwise.")
        Mode mode,

        @Optional
        @Doc("In mode multiVersion: what every column's name must begin with; it is cut off, as in cf:name of HBase.")
        String columnNamePrefixFilter,

        @Default("false")
        @Doc(
                "Whether it is a time series table; column then has all of the reader's columns, _m_name and _time among them.")
        boolean isTimeseriesTable,

        @Default("MICROSECONDS")
        @Doc("What _time of a time series table is counted in, since 1970; what is finer than microseconds is cut off.")
        TimeUnit timeunit)
        implements Validated {
    private static final int MAX_CONCURRENCY = 100;

    OtsWriterConfig {
        primaryKey = primaryKey == null ? List.of() : List.copyOf(primaryKey);
        column = column == null ? List.of() : List.copyOf(column);
        operationColumn = operationColumn == null || operationColumn.isBlank() ? null : operationColumn.strip();
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(table.strip(), problems);
        if (isTimeseriesTable) {
            validateTimeseries(problems);
        } else {
            validateColumns(problems);
            validateMode(problems);
            validateAutoCreate(problems);
        }
        problems.check(
                column.size() <= ServiceLimits.COLUMNS,
                "column",
                "must have at most 1024 entries, as the service takes");
        problems.check(
                writeApi != WriteApiName.BULK_IMPORT || !enableAutoIncrement,
                "writeApi",
                "must be auto or batchWriteRow with enableAutoIncrement: BulkImport wants the whole key");
        problems.check(
                defaultTimestampInMillisecond == null || defaultTimestampInMillisecond >= 0,
                "defaultTimestampInMillisecond",
                "must be 0 or more");
        problems.check(
                batchWriteCount >= 1 && batchWriteCount <= ServiceLimits.REQUEST_ROWS,
                "batchWriteCount",
                "must be 1..200");
        problems.check(
                requestTotalSizeLimitation >= 1 && requestTotalSizeLimitation <= ServiceLimits.REQUEST_BYTES,
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

    private void validateTimeseries(Problems problems) {
        problems.check(mode == Mode.NORMAL, "mode", "must be normal for a time series table");
        problems.check(!enableAutoIncrement, "enableAutoIncrement", "must be false for a time series table");
        problems.check(operationColumn == null, "operationColumn", "must not be there for a time series table");
        if (autoCreate != null) {
            autoCreate.validate(problems);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < column.size(); i++) {
            String key = "column[" + i + "]";
            column.get(i).validateTimeseries(key, problems);
            problems.check(names.add(column.get(i).name()), key + ".name", "is there twice");
        }
        for (TimeseriesColumn needed : List.of(TimeseriesColumn.MEASUREMENT, TimeseriesColumn.TIME)) {
            problems.check(names.contains(needed.toString()), "column", "must have " + needed);
        }
    }

    private void validateMode(Problems problems) {
        if (mode == Mode.MULTI_VERSION) {
            problems.check(!enableAutoIncrement, "enableAutoIncrement", "must be false in mode multiVersion");
            return;
        }
        problems.check(columnNamePrefixFilter == null, "columnNamePrefixFilter", "counts in mode multiVersion only");
        boolean operations = operationColumn != null;
        problems.check(
                !operations || !enableAutoIncrement, "enableAutoIncrement", "must be false with operationColumn");
        problems.check(operations || writeMode != null, "writeMode", "is required: PutRow, UpdateRow or DeleteRow");
        if (writeMode == null) {
            return;
        }
        switch (writeMode) {
            case PUT_ROW -> {}
            case UPDATE_ROW ->
                problems.check(!column.isEmpty(), "column", "must name at least one column for writeMode UpdateRow");
            case DELETE_ROW -> {
                problems.check(operations || column.isEmpty(), "column", "must be empty for writeMode DeleteRow");
                problems.check(!enableAutoIncrement, "enableAutoIncrement", "must be false for writeMode DeleteRow");
            }
        }
    }

    private void validateAutoCreate(Problems problems) {
        if (autoCreate == null || !autoCreate.enabled()) {
            return;
        }
        autoCreate.validate(problems);
        problems.check(
                !enableAutoIncrement, "autoCreate", "cannot make an auto-increment column; make the table before");
        problems.check(
                primaryKey.stream().allMatch(each -> each.type() != null),
                "primaryKey",
                "must give every column's type, so that autoCreate can make the table");
    }
}
