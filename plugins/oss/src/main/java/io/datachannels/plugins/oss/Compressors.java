package io.datachannels.plugins.oss;

import io.airlift.compress.lzo.LzoHadoopStreams;
import io.airlift.compress.lzo.LzopHadoopStreams;
import io.airlift.compress.snappy.SnappyFramedInputStream;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Streams that make whole objects smaller and larger; all of them in Java, so that nothing has to be unpacked for the machine at hand. */
final class Compressors {
    private static final int BUFFER = 64 * 1024;

    private static final int LONGEST_BLOCK = 64 << 20;

    private Compressors() {}

    static OutputStream compress(Compression compression, OutputStream out) {
        try {
            return switch (compression) {
                case GZIP -> new GZIPOutputStream(out, BUFFER);
                case ZSTD -> new ZstdOutputStream(out);
                default -> throw new IllegalArgumentException("not written: " + compression);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if the bytes do not begin as that compression does */
    static InputStream decompress(Compression compression, InputStream in) throws IOException {
        return switch (compression) {
            case GZIP -> new GzipMembers(in);
            case ZSTD -> new ZstdInputStream(in);
            case BZIP2 -> new Bzip2Streams(in);
            case ZIP -> new ZipFiles(in);
            case LZO -> new LzopHadoopStreams().createInputStream(in);
            case LZO_DEFLATE -> new LzoHadoopStreams().createInputStream(blocks(in));
            case HADOOP_SNAPPY -> new SnappyHadoopStreams().createInputStream(blocks(in));
            case FRAMING_SNAPPY -> new SnappyFramedInputStream(in, true);
            case NONE, SNAPPY -> throw new IllegalArgumentException("not read: " + compression);
        };
    }

    /** Hadoop's blocks begin with their length alone: an absurd one shows that they are none before memory is asked for. */
    private static InputStream blocks(InputStream in) throws IOException {
        PushbackInputStream begin = new PushbackInputStream(in, Integer.BYTES);
        byte[] bytes = begin.readNBytes(Integer.BYTES);
        begin.unread(bytes);
        int length = bytes.length < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt();
        if (length < 0 || length > LONGEST_BLOCK) {
            throw new IOException("it does not begin with a block");
        }
        return begin;
    }
}
