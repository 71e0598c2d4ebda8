package io.datachannels.plugins.odps;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;

/** The parameters of odpsreader. Optional values are null, blank or empty. */
@Doc("Reads a table of MaxCompute, or partitions of it, in ranges of rows.")
@IgnoredKey(name = "maxRetryTime", because = "calls are made again within the job's one budget")
@IgnoredKey(name = "calendarType", because = "dates are read as days and times as instants, by no calendar")
@IgnoredKey(name = "calendarLenient", because = "dates are read as days and times as instants, by no calendar")
@IgnoredKey(name = "calendarTimeZone", because = "dates are read as days and times as instants, by no calendar")
@IgnoredKey(name = "useDateWithCalendar", because = "dates are read as days and times as instants, by no calendar")
record OdpsReaderConfig(
        @Inline Access access,

        @Doc("The table. A view cannot be read.") String table,

        @Doc(
                "The columns in the order wanted: names, of partition columns too, constants in single quotes such as 'web', or [\"*\"] for all but the partition columns.")
        List<String> column,

        @Doc(
                "The partitions, of a table that has some: every level with its value, as dt=20240101,hh=01, in which * stands for any text and ? for one character; or /*query*/ and a condition, as /*query*/ dt >= '20240101' and hh in ('00', '12').")
        @Optional
        List<String> partition,

        @Doc("What a split is: record, a range of rows, or partition, a whole one.") @Default("record")
        SplitMode splitMode,

        @Doc("How rows are compressed on their way: zlib, zstd, which takes less time, or none.") @Default("none")
        Compression compress,

        @Doc("DataX's way to say zlib.") @Default("false") boolean isCompress,

        @Doc("Whether the job ends well, with no rows, when no partition matches.") @Default("false")
        boolean successOnNoPartition,

        @Doc(
                "The project in whose name the table is read, when the right to do so came with a package installed there.")
        @Optional
        String packageAuthorizedProject,

        @Doc("Must be false or left out: a condition on rows is for a query.") @Default("false")
        boolean enableWhere,

        @Doc("Must be left out: a condition on rows is for a query.") @Optional
        String where,

        @Doc("Must be left out: run SQL before the job.") @Optional
        List<String> preSql,

        @Doc("Must be left out: run SQL after the job.") @Optional
        List<String> postSql)
        implements Validated {
    @Override
    public void validate(Problems problems) {
        Access.validateTable(table, problems);
        problems.check(!column.isEmpty(), "column", "must name at least one column, or be [\"*\"]");
        problems.check(column.stream().noneMatch(String::isBlank), "column", "must not have a column without a name");
        problems.check(
                partition.stream().noneMatch(String::isBlank),
                "partition",
                "must not have an empty element; leave it out for a table without partitions");
        String condition =
                "must be left out: odpsreader reads whole partitions; put the rows wanted into a table first";
        problems.check(!enableWhere, "enableWhere", condition);
        problems.check(enableWhere || where == null || where.isBlank(), "where", condition);
        problems.check(preSql.isEmpty(), "preSql", "must be left out: run it before the job");
        problems.check(postSql.isEmpty(), "postSql", "must be left out: run it after the job");
    }

    Compression compression() {
        return isCompress && compress == Compression.NONE ? Compression.ZLIB : compress;
    }
}
