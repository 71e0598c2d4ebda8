package io.datachannels.plugins.oss;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.Validated;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The parameters of ossreader. */
@Doc("Reads objects of an OSS bucket by name or wildcard: csv, text, jsonl and Parquet.")
@IgnoredKey(name = "parquetSchema", because = "an object of Parquet has its schema in it")
@IgnoredKey(name = "bufferSize", because = "the buffer grows with the records")
@IgnoredKey(name = "blockSizeInByte", because = "it is for binary objects")
@IgnoredKey(name = "hadoopConfig", because = "there is no Hadoop here")
@IgnoredKey(name = "printNullValueException", because = "a value that cannot be read is a dirty row, and never null")
@IgnoredKey(name = "skipEmptyOrcFile", because = "it is for orc")
@IgnoredKey(name = "orcFileEmptySize", because = "it is for orc")
@RefusedKey(name = "hivePartitionColumn", instead = "take __object__ as a column, in which the partition stands")
@RefusedKey(name = "ignoreIndex", instead = "give a constant in place of the column")
@IgnoredKey(name = "balanceThreshold", because = "idle channels take the next object, the largest first")
record OssReaderConfig(
        @Inline Account account,

        @Doc(
                "Keys of objects, patterns in which * stands for any characters, / too, and ? for one, or folders, which end in a slash.")
        @AlsoKnownAs("path")
        List<String> object,

        @Doc(
                "The columns: [\"*\"] for every cell as text, of jsonl the whole line, of parquet every column in its type; or a list of cells by index, header name or key, constants, __object__ and __line__.")
        List<ReadColumn> column,

        @Doc("csv, text (cells joined without quotes), jsonl (a JSON object in every line) or parquet.") @Default("csv")
        String fileFormat,

        @Doc("The charset of the objects.") @Default("UTF-8")
        String encoding,

        @Doc("What separates cells: one character, in text one or more.") @Default(",")
        String fieldDelimiter,

        @Doc("Whether the first record of every object is a header.") @Default("false")
        boolean skipHeader,

        @Doc("The unquoted text that is null.") @Default("\\N")
        String nullFormat,

        @Doc("What ends a line of text; without it LF, CR LF and CR do.") @Optional
        String lineDelimiter,

        @Doc(
                "How the objects are compressed: gzip, bzip2, zstd, lzo, lzo_deflate, hadoop-snappy, framing-snappy, zip, whose files are read one after the other, or none.")
        @Optional
        String compress,

        @Doc("Whether large objects may be cut and their pieces read at once, where the format allows it.")
        @Default("true")
        boolean enableInnerSplit,

        @Doc("Whether the job ends well, with no rows, when no object matches.") @Default("false")
        boolean successOnNoObject,

        @Doc("Details of csv, and but for quotes of text.") @Optional
        CsvReaderConfig csvReaderConfig,

        @Doc(
                "Whether INT96 in parquet is what the clocks of the job's time zone showed, as Hive writes it where it does not convert, and not a point in time.")
        @Default("false")
        boolean parquetUtcTimestamp,

        @Doc("Whether a column that an object of parquet lacks is null there; it is then given by its name.")
        @Default("false")
        boolean supportAddMiddleColumn)
        implements Validated {
    private static final Set<String> STANDARD_ENDS = Set.of("\n", "\r\n", "\r");

    Charset charset() {
        return Encoding.of(encoding);
    }

    /** The keys and patterns: a path of DataX begins with a slash, which no key does, and a folder stands for all below it. */
    List<String> objects() {
        return object.stream()
                .map(each -> format() == FileFormat.PARQUET && each.startsWith("/") ? each.substring(1) : each)
                .map(each -> each.endsWith("/") ? each + "*" : each)
                .toList();
    }

    FileFormat format() {
        return FileFormat.of(fileFormat);
    }

    Compression compression() {
        return Compression.of(compress);
    }

    CsvReaderConfig csv() {
        return csvReaderConfig == null ? CsvReaderConfig.STANDARD : csvReaderConfig;
    }

    CsvParser parser(ByteSource source) {
        String lineEnd = lineDelimiter == null || STANDARD_ENDS.contains(lineDelimiter) ? null : lineDelimiter;
        return switch (format()) {
            case TEXT ->
                new CsvParser(
                        source,
                        fieldDelimiter,
                        nullFormat,
                        lineEnd,
                        csvReaderConfig == null ? CsvReaderConfig.LINES : csvReaderConfig.unquoted());
            // A delimiter that ends lines never separates cells: every line is one.
            case JSONL -> new CsvParser(source, "\n", nullFormat, null, CsvReaderConfig.FULL_LINES);
            case CSV, PARQUET -> new CsvParser(source, fieldDelimiter, nullFormat, null, csv());
        };
    }

    /** Whether an object can be cut at any line end, of which a quoted one is none. */
    boolean mayCut() {
        if (format() == FileFormat.PARQUET) {
            return enableInnerSplit && column.stream().noneMatch(each -> ReadColumn.LINE.equals(each.name()));
        }
        boolean lines = format() == FileFormat.CSV
                ? !csv().useTextQualifier() || !csv().multiLineCells()
                : lineDelimiter == null || STANDARD_ENDS.contains(lineDelimiter);
        return enableInnerSplit
                && lines
                && compression() == Compression.NONE
                && charset().equals(StandardCharsets.UTF_8)
                && column.stream().noneMatch(each -> ReadColumn.LINE.equals(each.name()));
    }

    boolean everyCell() {
        return column.size() == 1 && column.get(0).isEvery();
    }

    /** Whether the first record of an object is no data. */
    boolean hasHeader() {
        return (format() == FileFormat.CSV || format() == FileFormat.TEXT)
                && (skipHeader || column.stream().anyMatch(ReadColumn::isByName));
    }

    @Override
    public void validate(Problems problems) {
        problems.check(!object.isEmpty(), "object", "must name at least one object");
        for (int i = 0; i < object.size(); i++) {
            ObjectNames.validateKey(objects().get(i), "object[" + i + "]", problems);
        }
        problems.check(!column.isEmpty(), "column", "must have at least one column, or be [\"*\"]");
        for (int i = 0; i < column.size(); i++) {
            String key = "column[" + i + "]";
            column.get(i).validate(key, problems);
            problems.check(everyCell() || !column.get(i).isEvery(), key, "must be the only column when it is \"*\"");
        }
        problems.check(format() != null, "fileFormat", "must be csv, text, jsonl or parquet");
        problems.check(
                format() != FileFormat.PARQUET || compression() == Compression.NONE,
                "compress",
                "must be left out: parquet says it itself");
        Compression compression = compression();
        problems.check(
                compression != null && compression != Compression.SNAPPY,
                "compress",
                "must be gzip, bzip2, zstd, zip, lzo, lzo_deflate, hadoop-snappy, framing-snappy or none");
        problems.check(
                lineDelimiter == null || !lineDelimiter.isEmpty() && !lineDelimiter.contains(fieldDelimiter),
                "lineDelimiter",
                "must not be empty nor contain the field delimiter");
        problems.check(
                lineDelimiter == null || format() == FileFormat.TEXT || STANDARD_ENDS.contains(lineDelimiter),
                "lineDelimiter",
                "must be LF, CR LF or CR, all of which always count; fileFormat text takes others");
        if (format() == FileFormat.JSONL) {
            for (int i = 0; i < column.size(); i++) {
                problems.check(
                        column.get(i).index() == null, "column[" + i + "].index", "must be left out: jsonl has keys");
            }
        }
        Encoding.validate(encoding, false, problems);
        Delimiters.validate(format() == FileFormat.TEXT, fieldDelimiter, nullFormat, problems);
        if (csvReaderConfig != null) {
            problems.check(
                    format() != FileFormat.JSONL && format() != FileFormat.PARQUET,
                    "csvReaderConfig",
                    "is for csv and text");
            csvReaderConfig.validate("csvReaderConfig", problems);
        }
    }
}
