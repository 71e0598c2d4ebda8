package io.datachannels.plugins.oss;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows as lines, compressed or not. Uncompressed they are written where the part is made, and not copied. */
final class LineEncoder implements RowEncoder {
    private static final int STAGED = 64 * 1024;

    private final OssWriterConfig config;
    private final JobContext job;
    private final List<String> header;
    private final ByteBuilder staged = new ByteBuilder(STAGED);
    private ObjectUpload upload;
    private ByteBuilder lines;
    private CsvEncoder encoder;
    private OutputStream compressor;

    /**
     * @param header the names in the first line; empty for none
     */
    LineEncoder(OssWriterConfig config, List<String> header, JobContext job) {
        this.config = config;
        this.header = header;
        this.job = job;
    }

    @Override
    public void begin(ObjectUpload object) {
        upload = object;
        boolean plain = config.compression() == Compression.NONE;
        lines = plain ? object.buffer() : staged;
        compressor = plain ? null : Compressors.compress(config.compression(), new UploadBytes(object));
        encoder = new CsvEncoder(config, job, lines);
        encoder.begin(header);
    }

    @Override
    public void row(Row row) {
        int start = lines.size();
        try {
            encoder.row(row);
        } catch (RowFailure e) {
            lines.truncate(start);
            throw e;
        }
        if (compressor == null) {
            upload.flush();
        } else if (lines.size() >= STAGED) {
            compress();
        }
    }

    @Override
    public long pending() {
        return compressor == null ? 0 : lines.size() / 4;
    }

    @Override
    public void end() {
        if (compressor != null) {
            compress();
            try {
                compressor.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void compress() {
        try {
            compressor.write(lines.array(), 0, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.truncate(0);
    }
}
