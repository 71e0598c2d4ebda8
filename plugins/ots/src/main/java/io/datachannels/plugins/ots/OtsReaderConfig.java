package io.datachannels.plugins.ots;

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

/** What otsreader can be told. */
@Doc("Reads a Tablestore table or a key range of it, forward or backward, in parallel pieces.")
@IgnoredKey(name = "newVersion", because = "there is one way of reading, which does what both did")
@IgnoredKey(name = "maxRetryTime", because = "the job retries, within one budget")
@IgnoredKey(name = "retryPauseInMillisecond", because = "the job retries, within one budget")
@IgnoredKey(name = "ioThreadCount", because = "it follows from the machine")
@IgnoredKey(name = "maxConnectionCount", because = "it follows from the number of channels")
record OtsReaderConfig(
        @Inline Access access,

        @Doc("The table to read.") String table,

        @Optional(usual = true)
        @Doc(
                "The columns of each row, in order: names, or constants with type and value; a row without such a column has null"
                        + " there. \"*\" stands for the primary key, the predefined columns and those of the first 100 rows; a row"
                        + " with yet another one is set aside. In mode multiVersion attribute columns only, or nothing for all.")
        List<ReadColumn> column,

        @Optional @Doc("The part of the table to read; without it all of the table.")
        RangeConfig range,

        @Default("warn")
        @Doc(
                "What to do about an attribute column that is not among the predefined ones and in none of the first 100 rows:"
                        + " warn, fail or ignore.")
        MissingColumn missingColumn,

        @Default("normal")
        @Doc(
                "normal: a row of the table is a row, each column's latest version. multiVersion: each version of each cell is a row"
                        + " of the primary key, the column's name, the version in milliseconds since 1970, the value.")
        Mode mode,

        @Optional
        @Doc("Which versions to read, by their time, in mode multiVersion; or which points of a time series table.")
        TimeRangeConfig timeRange,

        @Optional
        @Doc("How many versions of a cell to read at most, the newest ones, 1 or more; in mode multiVersion only.")
        Integer maxVersion,

        @Default("auto")
        @Doc(
                "The operation to read with: auto, bulkExport or getRange. auto takes BulkExport, which costs less, and GetRange"
                        + " for what BulkExport cannot do (backward, more than 128 columns, \"*\", mode multiVersion) or the"
                        + " service refuses it for.")
        ReadApi readApi,

        @Default("false") @Doc("Whether it is a time series table.")
        boolean isTimeseriesTable,

        @Optional @Doc("The one measurement of a time series table to read; without it all.")
        String measurementName)
        implements Validated {
    OtsReaderConfig {
        column = column == null ? List.of() : List.copyOf(column);
        range = range == null ? RangeConfig.ALL : range;
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(table.strip(), problems);
        for (int i = 0; i < column.size(); i++) {
            column.get(i).validate("column[" + i + "]", problems);
        }
        range.validate(problems);
        problems.check(maxVersion == null || maxVersion >= 1, "maxVersion", "must be 1 or more");
        if (timeRange != null) {
            timeRange.validate(problems);
        }
        if (mode == Mode.NORMAL) {
            validateNormal(problems);
        } else {
            validateMultiVersion(problems);
        }
    }

    /** Which versions of each cell the job wants. */
    Versions versions() {
        return mode == Mode.NORMAL
                ? Versions.LATEST
                : new Versions(maxVersion == null ? Integer.MAX_VALUE : maxVersion, timeRange);
    }

    private void validateNormal(Problems problems) {
        problems.check(!column.isEmpty(), "column", "must name at least one column");
        problems.check(
                !isTimeseriesTable || range == RangeConfig.ALL, "range", "must not be there for a time series table");
        problems.check(
                !isTimeseriesTable || !AllColumns.isAsked(column),
                "column",
                "must not be \"*\" for a time series table");
        problems.check(
                isTimeseriesTable || measurementName == null,
                "measurementName",
                "is of a time series table: set isTimeseriesTable to true");
        for (int i = 0; i < column.size(); i++) {
            problems.check(
                    isTimeseriesTable || !column.get(i).isTimeseriesTag(),
                    "column[" + i + "].is_timeseries_tag",
                    "is of a time series table: set isTimeseriesTable to true");
        }
    }

    private void validateMultiVersion(Problems problems) {
        problems.check(!isTimeseriesTable, "mode", "must be normal for a time series table");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < column.size(); i++) {
            String key = "column[" + i + "]";
            problems.check(!column.get(i).isConstant(), key, "must be a name in mode multiVersion, not a constant");
            problems.check(names.add(column.get(i).name()), key, "is there twice");
        }
    }
}
