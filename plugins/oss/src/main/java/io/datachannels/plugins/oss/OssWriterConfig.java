package io.datachannels.plugins.oss;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.util.List;

/** The parameters of osswriter. */
@Doc("Writes CSV objects into an OSS bucket, all of them visible at once when the job is done.")
record OssWriterConfig(
        @Inline Account account,

        @Doc(
                "What the objects' names begin with: task 0 writes OBJECT__00000.csv, in append mode OBJECT__RUN_00000.csv.")
        String object,

        @Doc(
                "truncate replaces the objects of that name, and everything below it if it ends in /, once the new ones are complete; append adds objects; nonConflict fails if there are any.")
        @Default("truncate")
        WriteMode writeMode,

        @Doc("The format of the objects: csv.") @Default("csv")
        String fileFormat,

        @Doc("The charset of the objects; a row with a character that it lacks is dirty.") @Default("UTF-8")
        String encoding,

        @Doc("How null is written, without quotes; a text equal to it is quoted.") @Default("\\N")
        String nullFormat,

        @Doc("The pattern of dates and timestamps, such as yyyy-MM-dd HH:mm:ss; without it the job's formats.")
        @Optional
        String dateFormat,

        @Doc("What separates cells, one character.") @Default(",")
        String fieldDelimiter,

        @Doc("The names in the first line of every object; true for the names of the reader's columns.") @Optional
        List<String> header,

        @Doc("Whether the first line of every object has the names of the reader's columns.") @Default("false")
        boolean writeHeader,

        @Doc("What ends a line.") @Default("\n") String lineDelimiter,

        @Doc("The end of the objects' names in place of .csv; a leading dot is added.") @Optional
        String suffix,

        @Doc("How bytes are written: base64, or without it as UTF-8 text, and a row whose bytes are none is dirty.")
        @Optional
        String byteEncoding,

        @Doc(
                "The size of an uploaded part in MB, 1 to 512, which each channel holds in memory; it doubles after every 1,000 parts, up to 1 GB.")
        @AlsoKnownAs("ossBlockSize")
        @Default("10")
        int blockSizeInMB,

        @Doc("Whether a task without rows writes an object, with the header if there is one.") @Default("true")
        boolean generateEmptyFile,

        @Doc(
                "The size in MB from which on a task would begin another object; not supported yet, so only 10000 and more is accepted.")
        @Optional
        Long maxFileSize,

        @Doc("Whether all tasks write one object; not supported yet.") @Default("false")
        boolean writeSingleObject,

        @Doc("Compression of the objects; not supported yet.") @Optional
        String compress,

        @Doc("Encryption by the service; not supported yet here, but a bucket can be set to encrypt.") @Default("false")
        boolean encrypt,

        @Doc("Columns whose values go into the objects' names; not supported yet.") @Optional
        List<String> partition)
        implements Validated {
    private static final long PLENTY = 10_000;

    OssWriterConfig with(WriteMode mode) {
        return new OssWriterConfig(
                account,
                object,
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
                partition);
    }

    Charset charset() {
        return Encoding.of(encoding);
    }

    boolean base64() {
        return byteEncoding != null && byteEncoding.equalsIgnoreCase("base64");
    }

    /** Whether the header is made of the reader's columns. */
    boolean headerOfReader() {
        return writeHeader || header.equals(List.of("true"));
    }

    /** The names of the header line that the job file has. */
    List<String> headerNames() {
        return header.equals(List.of("true")) || header.equals(List.of("false")) ? List.of() : header;
    }

    ObjectNames names() {
        return new ObjectNames(object, suffix, writeMode);
    }

    @Override
    public void validate(Problems problems) {
        ObjectNames.validatePrefix(object, "object", problems);
        problems.check(
                fileFormat.equalsIgnoreCase("csv"), "fileFormat", "must be csv; other formats are not supported yet");
        Encoding.validate(encoding, true, problems);
        Delimiters.validate(fieldDelimiter, nullFormat, problems);
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
        problems.check(blockSizeInMB >= 1 && blockSizeInMB <= 512, "blockSizeInMB", "must be 1..512");
        validateUnsupported(problems);
    }

    private void validateUnsupported(Problems problems) {
        problems.check(
                maxFileSize == null || maxFileSize >= PLENTY,
                "maxFileSize",
                "is not supported yet: a task writes one object of any size; leave it out");
        problems.check(
                !writeSingleObject,
                "writeSingleObject",
                "is not supported yet: leave it out, and run one channel for a single object");
        problems.check(
                compress == null || compress.isBlank() || compress.equalsIgnoreCase("none"),
                "compress",
                "is not supported yet: leave it out");
        problems.check(!encrypt, "encrypt", "is not supported yet: leave it out, or let the bucket encrypt");
        problems.check(partition.isEmpty(), "partition", "is not supported yet: leave it out");
    }
}
