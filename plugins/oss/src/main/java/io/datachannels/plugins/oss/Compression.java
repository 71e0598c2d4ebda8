package io.datachannels.plugins.oss;

import java.util.Locale;

/** How objects are made smaller. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst"),
    BZIP2(".bz2"),
    ZIP(".zip"),
    SNAPPY(".snappy");

    final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** The compression of that name in any case, or null; none for null and blank. */
    static Compression of(String name) {
        if (name == null || name.isBlank()) {
            return NONE;
        }
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "none", "uncompressed" -> NONE;
            case "gzip" -> GZIP;
            case "zstd" -> ZSTD;
            case "bzip2" -> BZIP2;
            case "zip" -> ZIP;
            case "snappy" -> SNAPPY;
            default -> null;
        };
    }
}
