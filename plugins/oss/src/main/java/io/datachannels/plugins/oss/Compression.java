package io.datachannels.plugins.oss;

import java.util.Locale;

/** How objects are made smaller. */
enum Compression {
    NONE("none", ""),
    GZIP("gzip", ".gz"),
    ZSTD("zstd", ".zst"),
    BZIP2("bzip2", ".bz2"),
    /** An archive, which may have several files in it. */
    ZIP("zip", ".zip"),
    /** As the tool lzop writes it. */
    LZO("lzo", ".lzo"),
    /** Hadoop's blocks of LZO. */
    LZO_DEFLATE("lzo_deflate", ".lzo_deflate"),
    /** Hadoop's blocks of Snappy. */
    HADOOP_SNAPPY("hadoop-snappy", ".snappy"),
    /** Snappy's own format of files. */
    FRAMING_SNAPPY("framing-snappy", ".sz"),
    /** Of parquet's pages, each on its own. */
    SNAPPY("snappy", "");

    final String extension;
    private final String spelling;

    Compression(String spelling, String extension) {
        this.spelling = spelling;
        this.extension = extension;
    }

    /** The compression of that name in any case, or null; none for null and blank. */
    static Compression of(String name) {
        if (name == null || name.isBlank()) {
            return NONE;
        }
        String wanted = name.trim().toLowerCase(Locale.ROOT);
        for (Compression each : values()) {
            if (each.spelling.equals(wanted)) {
                return each;
            }
        }
        return wanted.equals("uncompressed") ? NONE : null;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
