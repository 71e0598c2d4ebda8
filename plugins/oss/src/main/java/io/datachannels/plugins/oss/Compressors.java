package io.datachannels.plugins.oss;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Streams that make whole objects smaller and larger; all of them in Java, so that nothing has to be unpacked for the machine at hand. */
final class Compressors {
    private static final int BUFFER = 64 * 1024;

    private Compressors() {}

    static OutputStream compress(Compression compression, OutputStream out) {
        try {
            return switch (compression) {
                case GZIP -> new GZIPOutputStream(out, BUFFER);
                case ZSTD -> new ZstdOutputStream(out);
                case NONE, BZIP2, ZIP, SNAPPY -> throw new IllegalArgumentException("not written: " + compression);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param in must not say that nothing is available while bytes are to come: the JDK's gzip stops at the end of a member then
     * @throws IOException if the bytes do not begin as that compression does
     */
    static InputStream decompress(Compression compression, InputStream in) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStream(in);
            case BZIP2 -> new Bzip2Streams(in);
            case ZIP -> onlyEntry(in);
            case NONE, SNAPPY -> throw new IllegalArgumentException("not read: " + compression);
        };
    }

    private static InputStream onlyEntry(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new IOException("there is no file in it");
        }
        return new InputStream() {
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = ended ? -1 : zip.read(target, from, length);
                if (count < 0 && !ended) {
                    ended = true;
                    refuseMore(zip);
                }
                return count;
            }
        };
    }

    private static void refuseMore(ZipInputStream zip) throws IOException {
        ZipEntry more = zip.getNextEntry();
        while (more != null) {
            if (!more.isDirectory()) {
                throw new IOException("there is more than one file in it, the second " + more.getName());
            }
            more = zip.getNextEntry();
        }
    }
}
