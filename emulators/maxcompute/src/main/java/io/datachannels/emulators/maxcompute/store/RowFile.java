package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.maxcompute.records.RecordWriter;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of rows: their number and the block's version as eight bytes each, then a record stream without compression. A file
 * whose header is missing was not written to its end.
 */
public record RowFile(Path path, long rows, long version) {
    private static final int HEADER = 16;

    /** Reads the header alone. */
    public static RowFile of(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            return new RowFile(path, in.readLong(), in.readLong());
        }
    }

    /** Hands rows to a new file, one after the other. */
    @FunctionalInterface
    public interface Rows {
        /** The next row, or null after the last. */
        Object[] next() throws IOException;
    }

    /** Writes a new file; one that cannot be finished is removed. */
    public static RowFile write(Path path, long version, List<Column> columns, Rows rows) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(HEADER);
            RecordWriter writer = new RecordWriter(columns, Channels.newOutputStream(file.getChannel()));
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                writer.write(row);
            }
            // The writer closes the channel, the header follows through a new one.
            writer.finish();
            header(path, writer.rows(), version);
            return new RowFile(path, writer.rows(), version);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void header(Path path, long rows, long version) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.writeLong(rows);
            file.writeLong(version);
        }
    }

    /** The rows, to be closed after the last. */
    public InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            in.skipNBytes(HEADER);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
