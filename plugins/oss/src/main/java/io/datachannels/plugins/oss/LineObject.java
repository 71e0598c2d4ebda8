package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of an object, or of a range of it, that has one in every line or more. */
final class LineObject implements AutoCloseable {
    private final String name;
    private final ObjectPiece piece;
    private final ObjectStream stream;
    private final CsvParser parser;
    private final long start;
    private boolean begun;

    LineObject(Bucket bucket, ObjectPiece piece, OssReaderConfig config) {
        this.name = bucket.describe(piece.key());
        this.piece = piece;
        // One byte earlier, to see whether a line ends right before the range.
        this.start = Math.max(0, piece.from() - 1);
        this.stream = new ObjectStream(bucket, piece, start);
        ByteSource source = stream;
        if (config.compression() != Compression.NONE) {
            source = new Decompressor(name, source, config.compression());
        }
        if (!config.charset().equals(StandardCharsets.UTF_8)) {
            source = new Transcoder(source, config.charset());
        }
        this.parser = config.parser(source);
    }

    CsvParser parser() {
        return parser;
    }

    /**
     * Goes to the next record that begins in the range.
     *
     * @return false if there is none
     */
    boolean next() {
        if (!begun && piece.from() > 0) {
            parser.skipLine();
        }
        begun = true;
        return parser.next() && (piece.to() == piece.size() || start + parser.offset() < piece.to());
    }

    /** Where the record stands, for people. */
    String place() {
        return piece.from() == 0 ? piece.key() + ":" + parser.line() : piece.key() + "@" + (start + parser.offset());
    }

    /** How much of the piece arrived, from 0 to 1; what was read of it is behind by the parser's buffer. */
    double progress() {
        return stream.progress();
    }

    /** The names in the first record; empty if there is none. */
    List<String> readHeader() {
        List<String> header = new ArrayList<>();
        if (next()) {
            for (int i = 0; i < parser.cells(); i++) {
                try {
                    header.add(parser.text(i, i));
                } catch (RowFailure e) {
                    throw new JobFailure(
                            "the header of " + name + " " + e.getMessage() + ": " + parser.show(),
                            "Check encoding and compress.",
                            e);
                }
            }
        }
        return header;
    }

    @Override
    public void close() {
        stream.close();
    }
}
