package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;

/** What otsreader can be told. */
@Doc("Reads a Tablestore table or a key range of it, forward or backward, in parallel pieces.")
@IgnoredKey(name = "newVersion", because = "there is one way of reading, which does what both did")
@IgnoredKey(name = "maxRetryTime", because = "the job retries, within one budget")
@IgnoredKey(name = "retryPauseInMillisecond", because = "the job retries, within one budget")
@IgnoredKey(name = "ioThreadCount", because = "it follows from the machine")
@IgnoredKey(name = "maxConnectionCount", because = "it follows from the number of channels")
@IgnoredKey(name = "timeRange", because = "it counts in mode multiVersion only")
@IgnoredKey(name = "maxVersion", because = "it counts in mode multiVersion only")
record OtsReaderConfig(
        @Inline Access access,

        @Doc("The table to read.") String table,

        @Doc(
                "The columns of each row, in order: names, or constants with type and value. A row without such a column has"
                        + " null there.")
        List<ReadColumn> column,

        @Optional @Doc("The part of the table to read; without it all of the table.")
        RangeConfig range,

        @Default("warn")
        @Doc(
                "What to do about an attribute column that is not among the predefined ones and in none of the first 100 rows:"
                        + " warn, fail or ignore.")
        MissingColumn missingColumn,

        @Default("normal") @Doc("normal: a row of the table is a row.")
        Mode mode,

        @Default("false") @Doc("Whether it is a time series table; these cannot be read yet.")
        boolean isTimeseriesTable)
        implements Validated {
    OtsReaderConfig {
        column = List.copyOf(column);
        range = range == null ? RangeConfig.ALL : range;
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(table.strip(), problems);
        problems.check(!column.isEmpty(), "column", "must name at least one column");
        for (int i = 0; i < column.size(); i++) {
            column.get(i).validate("column[" + i + "]", problems);
        }
        range.validate(problems);
        mode.validate(isTimeseriesTable, problems);
    }
}
