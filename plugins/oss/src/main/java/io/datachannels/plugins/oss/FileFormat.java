package io.datachannels.plugins.oss;

import java.util.Locale;

/** What the bytes of an object mean. */
enum FileFormat {
    CSV(".csv", "text/csv"),
    /** Cells joined by a delimiter, without quotes. */
    TEXT(".txt", "text/plain"),
    /** A JSON object in every line. */
    JSONL(".jsonl", "application/x-ndjson"),
    PARQUET(".parquet", "application/vnd.apache.parquet");

    final String extension;
    final String contentType;

    FileFormat(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /** The format of that name in any case, or null. */
    static FileFormat of(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "csv" -> CSV;
            case "text", "txt" -> TEXT;
            case "jsonl" -> JSONL;
            case "parquet" -> PARQUET;
            default -> null;
        };
    }
}
