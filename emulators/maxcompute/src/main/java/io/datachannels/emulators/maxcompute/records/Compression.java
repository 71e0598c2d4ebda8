package io.datachannels.emulators.maxcompute.records;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/** How a record stream is compressed, by its name in {@code Content-Encoding}. */
public enum Compression {
    NONE(""),
    DEFLATE("deflate"),
    SNAPPY("x-snappy-framed"),
    LZ4("x-lz4-frame"),
    ZSTD("zstd");

    private final String encoding;

    Compression(String encoding) {
        this.encoding = encoding;
    }

    /** The value of the header; "" for no header. */
    public String encoding() {
        return encoding;
    }

    /** The compression of that name, none for null, nothing for an unknown name. */
    public static Optional<Compression> of(String encoding) {
        for (Compression compression : values()) {
            if (compression.encoding.equals(encoding == null ? "" : encoding.trim())) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /** @throws IOException if the stream does not begin as this compression does */
    public InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case DEFLATE -> new InflaterInputStream(in);
            case SNAPPY -> new SnappyFramedInputStream(in);
            case LZ4 -> new LZ4FrameInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    public OutputStream open(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case DEFLATE -> new DeflaterOutputStream(out);
            case SNAPPY -> new SnappyFramedOutputStream(out);
            case LZ4 -> new LZ4FrameOutputStream(out);
            case ZSTD -> new ZstdOutputStream(out);
        };
    }
}
