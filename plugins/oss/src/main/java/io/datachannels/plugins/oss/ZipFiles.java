package io.datachannels.plugins.oss;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files of a zip one after the other, each as a stream that ends where it does. An archive that was cut between two of them looks like
 * one that ends there; only its directory, which stands at the end, says how many there are.
 */
final class ZipFiles extends InputStream {
    private static final String OF_MACOS = "__MACOSX/";

    private final Tail tail;
    private final ZipInputStream zip;
    private int entries;
    private String name = "";

    /** @throws IOException if there is no file in it */
    ZipFiles(InputStream in) throws IOException {
        this.tail = new Tail(in);
        // Names that are not marked as UTF-8 are of any charset, and this one takes all of them.
        this.zip = new ZipInputStream(tail, StandardCharsets.ISO_8859_1);
        if (!next()) {
            throw new IOException("there is no file in it");
        }
    }

    /**
     * Goes to the next file; folders and what macOS puts beside files are none.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
            entries++;
            if (!each.isDirectory() && !each.getName().startsWith(OF_MACOS)) {
                name = each.getName();
                return true;
            }
        }
        tail.transferTo(OutputStream.nullOutputStream());
        tail.verify(entries);
        return false;
    }

    /** The file's name in the archive. */
    String name() {
        return name;
    }

    @Override
    public int read() throws IOException {
        return zip.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return zip.read(target, from, length);
    }

    /** Keeps the last bytes that went through, where the directory ends. */
    private static final class Tail extends FilterInputStream {
        /** What a directory ends with, and the longest comment behind it. */
        private static final int END = 22;

        private static final int KEPT = END + 0xFFFF;
        private static final int COUNT = 10;
        /** That many or more. */
        private static final int MANY = 0xFFFF;

        private final byte[] last = new byte[2 * KEPT];
        private int size;

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = in.read(target, from, length);
            if (count > 0) {
                int kept = Math.min(count, KEPT);
                if (size + kept > last.length) {
                    System.arraycopy(last, size - KEPT, last, 0, KEPT);
                    size = KEPT;
                }
                System.arraycopy(target, from + count - kept, last, size, kept);
                size += kept;
            }
            return count;
        }

        /** @throws IOException unless there is a directory, of that many files and folders */
        void verify(int entries) throws IOException {
            int at = size - END;
            while (at >= 0 && !isEnd(at)) {
                at--;
            }
            if (at < 0) {
                throw new IOException("it has no directory at its end: it is no zip, or not all of one");
            }
            int count = last[at + COUNT] & 0xFF | (last[at + COUNT + 1] & 0xFF) << Byte.SIZE;
            if (count != MANY && count != (entries & MANY)) {
                throw new IOException(
                        "its directory has " + count + " files and folders, but " + entries + " were there");
            }
        }

        private boolean isEnd(int at) {
            return last[at] == 'P' && last[at + 1] == 'K' && last[at + 2] == 5 && last[at + 3] == 6;
        }
    }
}
