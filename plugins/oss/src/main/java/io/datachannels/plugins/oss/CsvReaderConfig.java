package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RefusedKey;

/** What DataX calls {@code csvReaderConfig}. */
@IgnoredKey(name = "safetySwitch", because = "a cell may be of any length up to a record of 128 MB")
@IgnoredKey(name = "caseSensitive", because = "header names are compared as they are")
@IgnoredKey(name = "captureRawRecord", because = "a dirty row always shows where it stands")
@IgnoredKey(name = "delimiter", because = "fieldDelimiter says it")
@RefusedKey(
        name = "recordDelimiter",
        instead = "LF, CR LF and CR always end a line; fileFormat text takes others in lineDelimiter")
record CsvReaderConfig(
        @Doc("Whether blank lines are skipped. Say false to read nulls of a single column with an empty nullFormat.")
        @Default("true")
        boolean skipEmptyRecords,

        @Doc("Whether blanks and tabs around unquoted cells are dropped.") @Default("false")
        boolean trimWhitespace,

        @Doc("Whether cells may stand in quotes.") @Default("true")
        boolean useTextQualifier,

        @Doc("The quote, one ASCII character.") @Default("\"")
        String textQualifier,

        @Doc("Whether lines that begin with the comment character are skipped.") @Default("false")
        boolean useComments,

        @Doc("The comment character, one ASCII character.") @Default("#")
        String comment,

        @Doc("How a quote within quotes is written: 1, doubled; 2, with a backslash, is not supported.") @Optional
        Integer escapeMode,

        @Doc(
                "Whether quoted cells may have line ends in them. Say false, and large objects are cut into pieces that are read at once.")
        @Default("true")
        boolean multiLineCells) {
    static final CsvReaderConfig STANDARD = new CsvReaderConfig(true, false, true, "\"", false, "#", null, true);
    /** For text and jsonl: no quotes, and every line counts. */
    static final CsvReaderConfig LINES = new CsvReaderConfig(false, false, false, "\"", false, "#", null, true);

    static final CsvReaderConfig FULL_LINES = new CsvReaderConfig(true, false, false, "\"", false, "#", null, true);

    /** The same for text, in which a quote is a character like any other. */
    CsvReaderConfig unquoted() {
        return new CsvReaderConfig(
                skipEmptyRecords, trimWhitespace, false, textQualifier, useComments, comment, escapeMode, true);
    }

    void validate(String key, Problems problems) {
        problems.check(isAscii(textQualifier), key + ".textQualifier", "must be one ASCII character");
        problems.check(isAscii(comment), key + ".comment", "must be one ASCII character");
        problems.check(
                escapeMode == null || escapeMode == 1,
                key + ".escapeMode",
                "must be 1: quotes within quotes are doubled, as in RFC 4180");
    }

    private static boolean isAscii(String text) {
        return text.length() == 1 && text.charAt(0) < 128 && text.charAt(0) != '\n' && text.charAt(0) != '\r';
    }
}
