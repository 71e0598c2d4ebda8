package io.datachannels.plugins.odps;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** How rows are compressed on their way. */
enum Compression {
    ZLIB("deflate"),
    ZSTD("zstd"),
    NONE("");

    private static final int BUFFER = 64 * 1024;

    /** As HTTP names it; empty for none. */
    final String encoding;

    Compression(String encoding) {
        this.encoding = encoding;
    }

    /** Compresses what is written to it, whose close ends the compressed bytes. */
    OutputStream open(OutputStream out) throws IOException {
        return switch (this) {
            case ZLIB -> new Deflated(out);
            case ZSTD -> new ZstdOutputStream(out);
            case NONE -> out;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As fast as can be, and without memory that waits for a garbage collector. */
    private static final class Deflated extends DeflaterOutputStream {
        Deflated(OutputStream out) {
            super(out, new Deflater(Deflater.BEST_SPEED), BUFFER);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }
}
