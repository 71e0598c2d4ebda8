package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;

/** What otsstreamreader can be told. */
@Doc("Reads what changed in a Tablestore table between two times, from the table's stream, each change once.")
@IgnoredKey(name = "maxRetries", because = "the job retries, within one budget")
@IgnoredKey(name = "threadNum", because = "the job's channels say how many shards are read at once")
@IgnoredKey(name = "confSimplifyEnable", because = "what a task needs to know is in its split")
record StreamReaderConfig(
        @Inline Access access,

        @Doc("The table whose changes are read; its stream must be on.")
        String dataTable,

        @Doc(
                "The table in the same instance that keeps how far each window was read, in DataX's layout. It is made if it is not there,"
                        + " and may be shared by many tables.")
        String statusTable,

        @Inline StreamTimes times,

        @Default("multi_version")
        @Doc(
                "multi_version: a change of a cell is a row of the primary key, the column's name, the version in milliseconds since 1970,"
                        + " the value, and U (written), DO (one version deleted), DA (all versions deleted) or DR (row deleted)."
                        + " single_version_and_update_only: a change of a table's row is a row of the columns in column.")
        StreamMode mode,

        @Optional
        @Doc("The columns of each row, in mode single_version_and_update_only: names, of the primary key too.")
        List<StreamColumn> column,

        @Optional
        @Doc(
                "In mode single_version_and_update_only: the name of one more column behind the others that says put, update or delete, as"
                        + " otswriter's operationColumn takes it. Without it deleted rows are left out.")
        String operationColumn,

        @Default("false")
        @Doc(
                "In mode multi_version: whether a put of a row without attributes, which DataX cannot tell from a deletion, has a row U"
                        + " without a column's name behind its DR. A copy of the table needs it.")
        boolean isExportEmptyPut,

        @Default("false")
        @Doc("Whether a last column has the place of each change in its shard, as a text that sorts in order.")
        boolean isExportSequenceInfo,

        @Default("false")
        @Doc(
                "Whether the first run, which has no position yet, asks the service for that of the start; else it reads from the oldest"
                        + " change that is kept, and leaves out what is before the start.")
        boolean enableSeekIterator,

        @Default("false") @Doc("Whether the table is in a table group, where requests must name it.")
        boolean enableTableGroupSupport,

        @Default("false") @Doc("Whether it is a time series table.")
        boolean isTimeseriesTable)
        implements Validated {
    StreamReaderConfig {
        dataTable = dataTable.strip();
        statusTable = statusTable.strip();
        column = column == null ? List.of() : List.copyOf(column);
        operationColumn = operationColumn == null || operationColumn.isBlank() ? null : operationColumn.strip();
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(dataTable, "dataTable", problems);
        Access.validateTable(statusTable, "statusTable", problems);
        problems.check(!statusTable.equals(dataTable), "statusTable", "must be another table than dataTable");
        times.validate(problems);
        if (mode == StreamMode.CELLS) {
            problems.check(
                    operationColumn == null,
                    "operationColumn",
                    "counts in mode single_version_and_update_only only; a row of mode multi_version has its letter");
            problems.check(
                    !isTimeseriesTable, "mode", "must be single_version_and_update_only for a time series table");
            return;
        }
        problems.check(!isExportEmptyPut, "isExportEmptyPut", "counts in mode multi_version only");
        problems.check(!column.isEmpty(), "column", "must name at least one column in mode " + mode);
        for (int i = 0; i < column.size(); i++) {
            StreamColumn each = column.get(i);
            problems.check(!each.name().isEmpty(), "column[" + i + "].name", "must not be empty");
            problems.check(
                    isTimeseriesTable || !each.isTimeseriesTag(),
                    "column[" + i + "].is_timeseries_tag",
                    "is of a time series table: set isTimeseriesTable to true");
        }
    }
}
