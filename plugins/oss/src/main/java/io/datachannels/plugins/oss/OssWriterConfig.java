package io.datachannels.plugins.oss;

import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.Validated;
import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.util.List;

/** The parameters of osswriter. */
@Doc("Writes objects into an OSS bucket as csv, text or Parquet, none of them visible before the job is done.")
@IgnoredKey(name = "dataxParquetMode", because = "a Parquet column is always a field")
@IgnoredKey(name = "useRawDataTransf", because = "a cell is converted from its own type to the column's")
@RefusedKey(
        name = "partition",
        instead =
                "put the partition into object, such as orders/dt=${bizdate}/; DataX takes it from the first row of an object, whatever rows follow")
@RefusedKey(name = "syncMode", instead = "read and write rows, or copy objects as they are with ossutil")
@RefusedKey(
        name = "csvWriterConfig",
        instead = "cells stand in quotes where they need them, as RFC 4180 says; fileFormat text has none")
record OssWriterConfig(
        @Inline Account account,

        @Doc(
                "What the objects' names begin with: task 0 writes OBJECT__00000.csv, in append mode OBJECT__RUN_00000.csv. Required unless path is there.")
        @RequiredUnless("path")
        String object,

        @Doc(
                "The folder of the objects, which begins with a slash; with fileName in place of object, as DataWorks has it for parquet.")
        @Optional
        String path,

        @Doc("What the objects' names in path begin with.") @Optional
        String fileName,

        @Doc(
                "truncate replaces the objects of that name, and everything below it if it ends in /, once the new ones are complete; append adds objects; nonConflict fails if there are any.")
        @Default("truncate")
        WriteMode writeMode,

        @Doc("csv, text (cells joined without quotes) or parquet.") @Default("csv")
        String fileFormat,

        @Doc("The charset of the objects; a row with a character that it lacks is dirty.") @Default("UTF-8")
        String encoding,

        @Doc("How null is written, without quotes; a text equal to it is quoted.") @Default("\\N")
        String nullFormat,

        @Doc("The pattern of dates and timestamps, such as yyyy-MM-dd HH:mm:ss; without it the job's formats.")
        @Optional
        String dateFormat,

        @Doc("What separates cells: one character, in text one or more.") @Default(",")
        String fieldDelimiter,

        @Doc("The names in the first line of every object; true for the names of the reader's columns.") @Optional
        List<String> header,

        @Doc("Whether the first line of every object has the names of the reader's columns.") @Default("false")
        boolean writeHeader,

        @Doc("What ends a line.") @Default("\n") String lineDelimiter,

        @Doc("The end of the objects' names in place of .csv, .csv.gz and so on; a leading dot is added.") @Optional
        String suffix,

        @Doc("How bytes are written: base64, or without it as UTF-8 text, and a row whose bytes are none is dirty.")
        @Optional
        String byteEncoding,

        @Doc(
                "The size of an uploaded part in MB, 1 to 512, with protocol s3 from 5 on, which each channel holds in memory; it doubles after every 1,000 parts, up to 1 GB.")
        @AlsoKnownAs("ossBlockSize")
        @Default("10")
        int blockSizeInMB,

        @Doc("Whether a task without rows writes an object, with the header if there is one.") @Default("true")
        boolean generateEmptyFile,

        @Doc(
                "From how many MB on a task begins its next object, OBJECT__00000_1.csv after OBJECT__00000.csv; without it a task writes one.")
        @Optional
        Long maxFileSize,

        @Doc(
                "Whether all tasks' rows go into one object of exactly the name in object, in csv or text, with the header once; with truncate or nonConflict.")
        @Default("false")
        boolean writeSingleObject,

        @Doc("How the objects are compressed: gzip, zstd or none; parquet also snappy, its default.") @Optional
        String compress,

        @Doc("Whether the service is asked to encrypt the objects, with AES256.") @Default("false")
        boolean encrypt,

        @Doc(
                "Whether the commit ends with an empty object OBJECT__SUCCESS, or _SUCCESS in an OBJECT that ends in /, which is there only while all others are complete.")
        @Default("false")
        boolean successMarker,

        @Doc(
                "The columns of parquet, one for each of the reader's; without them and parquetSchema they are those of the reader in its types.")
        @Optional
        List<WriteColumn> column,

        @Doc("The schema of parquet, such as message m { optional int64 id; optional binary name (UTF8); }") @Optional
        String parquetSchema,

        @Doc(
                "Whether INT96, which parquetSchema or a column asks for, is what the clocks of the job's time zone show, and not a point in time.")
        @Default("false")
        boolean parquetUtcTimestamp)
        implements Validated {
    /** S3 takes no smaller part but the last. */
    private static final int LEAST_BLOCK_OF_S3 = 5;

    private static final int MOST_BLOCK = 512;

    /** What the objects' names begin with, however the job file says it. */
    @Override
    public String object() {
        if (!hasPath()) {
            return object;
        }
        String folder = path.trim().replaceAll("^/+|/+$", "");
        return (folder.isEmpty() ? "" : folder + "/") + (fileName == null ? "" : fileName.trim());
    }

    private boolean hasPath() {
        return path != null && !path.isBlank();
    }

    OssWriterConfig with(WriteMode mode) {
        return new OssWriterConfig(
                account,
                object,
                path,
                fileName,
                mode,
                fileFormat,
                encoding,
                nullFormat,
                dateFormat,
                fieldDelimiter,
                header,
                writeHeader,
                lineDelimiter,
                suffix,
                byteEncoding,
                blockSizeInMB,
                generateEmptyFile,
                maxFileSize,
                writeSingleObject,
                compress,
                encrypt,
                successMarker,
                column,
                parquetSchema,
                parquetUtcTimestamp);
    }

    Charset charset() {
        return Encoding.of(encoding);
    }

    FileFormat format() {
        return FileFormat.of(fileFormat);
    }

    Compression compression() {
        return Compression.of(compress);
    }

    /** Of parquet's pages, which are compressed if the job says nothing. */
    Compression parquetCompression() {
        return compress == null || compress.isBlank() ? Compression.SNAPPY : compression();
    }

    boolean hasParquetSchema() {
        return parquetSchema != null && !parquetSchema.isBlank();
    }

    ObjectTraits traits() {
        boolean opaque = compression() != Compression.NONE && format() != FileFormat.PARQUET;
        return new ObjectTraits(opaque ? "application/octet-stream" : format().contentType, encrypt ? "AES256" : "");
    }

    boolean base64() {
        return byteEncoding != null && byteEncoding.equalsIgnoreCase("base64");
    }

    /** Whether the header is made of the reader's columns. */
    boolean headerOfReader() {
        return writeHeader || header.equals(List.of("true"));
    }

    /** The names in the first line; empty for none. */
    List<String> header(Schema schema) {
        return headerOfReader() ? schema.columns().stream().map(Column::name).toList() : headerNames();
    }

    /** The names of the header line that the job file has. */
    List<String> headerNames() {
        return header.equals(List.of("true")) || header.equals(List.of("false")) ? List.of() : header;
    }

    ObjectNames names() {
        return new ObjectNames(object(), extension(), writeMode);
    }

    private String extension() {
        if (suffix != null && !suffix.isBlank()) {
            return suffix.trim().startsWith(".") ? suffix.trim() : "." + suffix.trim();
        }
        return format().extension + (format() == FileFormat.PARQUET ? "" : compression().extension);
    }

    @Override
    public void validate(Problems problems) {
        validateNames(problems);
        boolean known = format() != null && format() != FileFormat.JSONL;
        problems.check(known, "fileFormat", "must be csv, text or parquet");
        validateParquet(problems);
        Encoding.validate(encoding, true, problems);
        Delimiters.validate(format() == FileFormat.TEXT, fieldDelimiter, nullFormat, problems);
        problems.check(
                !lineDelimiter.isEmpty() && !lineDelimiter.contains("\"") && !lineDelimiter.contains(fieldDelimiter),
                "lineDelimiter",
                "must not be empty nor contain a quote or the field delimiter");
        if (dateFormat != null && !dateFormat.isBlank()) {
            DateText.validate(dateFormat, ZoneOffset.UTC, "dateFormat", problems);
        }
        problems.check(headerNames().isEmpty() || !writeHeader, "header", "must be left out when writeHeader is true");
        problems.check(
                byteEncoding == null || byteEncoding.isBlank() || base64(),
                "byteEncoding",
                "must be base64 or left out");
        int least = account.protocol() == Protocol.S3 ? LEAST_BLOCK_OF_S3 : 1;
        problems.check(
                blockSizeInMB >= least && blockSizeInMB <= MOST_BLOCK,
                "blockSizeInMB",
                "must be " + least + ".." + MOST_BLOCK);
        problems.check(maxFileSize == null || maxFileSize >= 1, "maxFileSize", "must be 1 or more");
        validateCompression(problems);
        validateSingle(problems);
    }

    private void validateNames(Problems problems) {
        boolean hasFileName = fileName != null && !fileName.isBlank();
        if (hasPath()) {
            problems.check(object == null || object.isBlank(), "object", "must be left out when path is there");
            problems.check(path.trim().startsWith("/"), "path", "must begin with a slash");
            problems.check(
                    hasFileName && !fileName.contains("/"), "fileName", "must be there with path, and have no slash");
        } else {
            problems.check(!hasFileName, "fileName", "is for path");
        }
        ObjectNames.validatePrefix(object(), hasPath() ? "path" : "object", problems);
    }

    private void validateParquet(Problems problems) {
        boolean parquet = format() == FileFormat.PARQUET;
        problems.check(parquet || column.isEmpty(), "column", "is for parquet: csv and text have the reader's columns");
        problems.check(parquet || !hasParquetSchema(), "parquetSchema", "is for parquet");
        problems.check(
                column.isEmpty() || !hasParquetSchema(), "column", "must be left out when parquetSchema is there");
        problems.check(
                !parquet || headerNames().isEmpty() && !headerOfReader(),
                "header",
                "must be left out: parquet has names");
        for (int i = 0; parquet && i < column.size(); i++) {
            problems.check(
                    ParquetSchemas.field(column.get(i).name(), column.get(i).type()) != null,
                    "column[" + i + "].type",
                    "must be string, int, bigint, float, double, boolean, date, timestamp, int96, decimal(p,s) with p up to 38, binary or json");
        }
        if (parquet && hasParquetSchema()) {
            ParquetSchemas.validate(parquetSchema, problems);
        }
    }

    private void validateSingle(Problems problems) {
        if (!writeSingleObject) {
            return;
        }
        String key = "writeSingleObject";
        problems.check(format() != FileFormat.PARQUET, key, "is for csv and text: pieces of parquet make no object");
        problems.check(writeMode != WriteMode.APPEND, key, "must be false with append: an object cannot be written on");
        problems.check(!object().endsWith("/"), "object", "must be the object's name when writeSingleObject is true");
        problems.check(maxFileSize == null, "maxFileSize", "must be left out when writeSingleObject is true");
        problems.check(suffix == null || suffix.isBlank(), "suffix", "must be left out: object is the whole name");
        problems.check(!successMarker, "successMarker", "must be false: a single object is there whole or not at all");
        problems.check(
                charset() == null || !charset().canEncode() || new Recoder(charset()).byteOrderMark().length == 0,
                "encoding",
                "must be one without a byte order mark, such as UTF-16LE, when writeSingleObject is true");
    }

    private void validateCompression(Problems problems) {
        Compression compression = compression();
        problems.check(
                compression == Compression.NONE
                        || compression == Compression.GZIP
                        || compression == Compression.ZSTD
                        || compression == Compression.SNAPPY && format() == FileFormat.PARQUET,
                "compress",
                "must be gzip, zstd or none, for parquet also snappy");
    }
}
