package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.maxcompute.records.RecordReader;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/** The rows of a table or partition at a moment. */
public record Rows(Instant created, Instant modified, List<RowFile> files) {
    /** Takes a row; false for no more. */
    @FunctionalInterface
    public interface Taker {
        boolean take(Object[] row) throws IOException;
    }

    public long count() {
        return files.stream().mapToLong(RowFile::rows).sum();
    }

    /** In bytes, as stored. */
    public long size() throws IOException {
        long size = 0;
        for (RowFile file : files) {
            size += Files.size(file.path());
        }
        return size;
    }

    /** Hands over the rows from number {@code first}, counted from 0, until they end or the taker has enough. */
    public void read(List<Column> columns, long first, Taker taker) throws IOException {
        long skip = first;
        for (RowFile file : files) {
            if (skip >= file.rows()) {
                skip -= file.rows();
                continue;
            }
            try (InputStream in = file.open()) {
                RecordReader reader = new RecordReader(columns, in);
                for (Object[] row = reader.next(); row != null; row = reader.next()) {
                    if (skip > 0) {
                        skip--;
                    } else if (!taker.take(row)) {
                        return;
                    }
                }
            }
        }
    }
}
