package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Puts files together. */
final class Pieces {
    private Pieces() {}

    static void append(FileChannel out, Path piece) throws IOException {
        try (FileChannel in = FileChannel.open(piece, StandardOpenOption.READ)) {
            append(out, in, in.size());
        }
    }

    static void append(FileChannel out, FileChannel in, long size) throws IOException {
        long done = 0;
        while (done < size) {
            long count = in.transferTo(done, size - done, out);
            if (count <= 0) {
                throw new IOException("a piece ends " + (size - done) + " bytes early");
            }
            done += count;
        }
    }
}
