package io.datachannels.plugins.odps;

import io.datachannels.spi.JobFailure;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parameters of odpswriter. */
@Doc("Writes rows into a table of MaxCompute or a partition of it, all of them visible at once when the job is done.")
@IgnoredKey(name = "consistencyCommit", because = "there is always one commit")
@IgnoredKey(name = "supportDynamicPartition", because = "it follows from column and partition")
@IgnoredKey(name = "isCompress", because = "compress says how rows are compressed")
@IgnoredKey(name = "maxRetryTime", because = "the job retries, within one budget")
@IgnoredKey(name = "writeTimeoutInMs", because = "every call has a time-out")
@IgnoredKey(name = "checkWithGetSize", because = "there is one way of telling whether a block is empty")
@IgnoredKey(
        name = "dynamicPartitionMemUsageFlushIntervalInMinute",
        because = "the blocks of all partitions share one limit")
@IgnoredKey(name = "enableOverLengthOutput", because = "how many values were too long is in the log")
@IgnoredKey(name = "maxOverLengthOutputCount", because = "how many values were too long is in the log")
record OdpsWriterConfig(
        @Inline Access access,

        @Doc("The table to write to.") String table,

        @Doc("The table's columns that the reader's go to, in the reader's order, or [\"*\"] for all of them.")
        List<WriteColumn> column,

        @Optional(usual = true)
        @Doc(
                "The partition to write to, such as dt=20240101,hh=01. Levels that it does not name are taken from the columns of column that have their names.")
        String partition,

        @Doc(
                "Whether the rows replace those of the table, or of the partitions written to, in one step at the commit; false adds them.")
        boolean truncate,

        @Default("false")
        @Doc("Whether, with truncate, a job that read no rows empties the table or partition; else it fails.")
        boolean allowEmptyOverwrite,

        @Default("false") @Doc("Whether an empty text is written as null.")
        boolean emptyAsNull,

        @Default("keepOn")
        @Doc(
                "What becomes of a text or bytes longer than maxOdpsFieldLength: keepOn leaves them, truncate cuts them, setNull writes null.")
        OverLength overLengthRule,

        @Default("8388608")
        @AlsoKnownAs("maxFieldLength")
        @Doc("From how many bytes on a STRING or BINARY is too long, 1 to 8388608; the service refuses more.")
        int maxOdpsFieldLength,

        @Optional @Doc("Makes a missing table; true, or how it is to be.")
        AutoCreate autoCreate,

        @Optional
        @Doc(
                "The size of an uploaded block in MB as it is sent, 8 to 512, which each channel holds in memory; each becomes a file in MaxCompute. Without it 64, or less where the blocks of all channels would take more than half of the memory.")
        Integer blockSizeInMB,

        @Default("zlib") @Doc("How rows are compressed on their way: zlib, zstd, which takes less time, or none.")
        Compression compress,

        @Default("500") @Doc("How many partitions the rows may name, 1 to 60000; with more of them the job fails.")
        int maxPartitions,

        @Optional
        @Doc(
                "SQL statements to run, one after the other, before the first row is read. What they change is seen at once, and stays when the job fails. A run that died before its first row may have run them, and the next one does again.")
        List<String> preSql,

        @Optional
        @Doc(
                "SQL statements to run, one after the other, when the rows can be seen. If one fails, or the process dies, all of them are run again when the commit is finished, so running them twice must do no harm.")
        List<String> postSql)
        implements Validated {
    private static final int MOST_PARTITIONS = 60_000;
    private static final int LEAST_BLOCK = 8;
    private static final int USUAL_BLOCK = 64;
    private static final int MOST_BLOCK = 512;
    private static final long MEGABYTE = 1 << 20;

    /** How much of the heap blocks may take if the job says so, in percent. */
    private static final int SHARE = 75;

    /** The configuration that adds where this one may replace, and so without what is run before. */
    OdpsWriterConfig adding() {
        return new OdpsWriterConfig(
                access,
                table,
                column,
                partition,
                false,
                allowEmptyOverwrite,
                emptyAsNull,
                overLengthRule,
                maxOdpsFieldLength,
                autoCreate,
                blockSizeInMB,
                compress,
                maxPartitions,
                List.of(),
                postSql);
    }

    /** The levels that {@code partition} names. */
    PartitionName namedPartition() {
        return isGiven(partition) ? PartitionName.parse(partition) : new PartitionName(Map.of());
    }

    boolean allColumns() {
        return column.size() == 1 && column.get(0).name().equals("*");
    }

    /**
     * The size of a block in bytes.
     *
     * @param heap the most that Java may take, in bytes
     * @throws JobFailure if the blocks do not fit
     */
    long blockBytes(int channels, long heap) {
        long room = heap / 2 / channels / MEGABYTE;
        if (blockSizeInMB == null && room >= LEAST_BLOCK) {
            return Math.min(USUAL_BLOCK, room) * MEGABYTE;
        }
        int size = blockSizeInMB == null ? LEAST_BLOCK : blockSizeInMB;
        if (channels * (long) size > heap / MEGABYTE * SHARE / 100) {
            throw new JobFailure(
                    channels + " channels with a block of " + size + " MB each need " + channels * (long) size
                            + " MB, and Java may take " + heap / MEGABYTE + " MB in all",
                    "Run fewer channels, lower blockSizeInMB, or give Java more memory: -j \"-Xmx"
                            + (channels * (long) size * 2 / 1024 + 1) + "g\".");
        }
        return size * MEGABYTE;
    }

    boolean createsTable() {
        return autoCreate != null && autoCreate.enabled();
    }

    @Override
    public void validate(Problems problems) {
        Access.validateTable(table, problems);
        validateColumns(problems);
        if (isGiven(partition)) {
            try {
                PartitionName.parse(partition);
            } catch (IllegalArgumentException e) {
                problems.add("partition", e.getMessage());
            }
        }
        if (autoCreate != null) {
            autoCreate.validate(problems);
        }
        problems.check(
                maxOdpsFieldLength >= 1 && maxOdpsFieldLength <= CellEncoders.LONGEST,
                "maxOdpsFieldLength",
                "must be 1..8388608 bytes");
        problems.check(
                blockSizeInMB == null || blockSizeInMB >= LEAST_BLOCK && blockSizeInMB <= MOST_BLOCK,
                "blockSizeInMB",
                "must be 8..512");
        problems.check(maxPartitions >= 1 && maxPartitions <= MOST_PARTITIONS, "maxPartitions", "must be 1..60000");
        validateSql(preSql, "preSql", problems);
        validateSql(postSql, "postSql", problems);
    }

    private static void validateSql(List<String> statements, String key, Problems problems) {
        for (int i = 0; i < statements.size(); i++) {
            problems.check(!statements.get(i).isBlank(), key + "[" + i + "]", "must be a SQL statement");
        }
    }

    private void validateColumns(Problems problems) {
        problems.check(!column.isEmpty(), "column", "must name the columns to write, or be [\"*\"]");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < column.size(); i++) {
            WriteColumn each = column.get(i);
            each.validate("column[" + i + "]", problems);
            problems.check(
                    column.size() == 1 || !each.name().equals("*"), "column[" + i + "]", "must stand alone if it is *");
            problems.check(names.add(each.name().toLowerCase(Locale.ROOT)), "column[" + i + "]", "is there twice");
        }
    }

    private static boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }
}
