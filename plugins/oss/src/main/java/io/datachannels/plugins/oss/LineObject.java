package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of an object, or of a range of it, that has one in every line or more; of an archive those of one file after the other. */
final class LineObject implements AutoCloseable {
    private final ObjectPiece piece;
    private final OssReaderConfig config;
    private final ObjectStream stream;
    private final long start;
    private final String address;

    /** Null if the object is not compressed. */
    private final Decompressor decompressor;

    private CsvParser parser;
    private boolean begun;

    LineObject(Bucket bucket, ObjectPiece piece, OssReaderConfig config) {
        this.address = bucket.describe(piece.key());
        this.piece = piece;
        this.config = config;
        // One byte earlier, to see whether a line ends right before the range.
        this.start = Math.max(0, piece.from() - 1);
        this.stream = new ObjectStream(bucket, piece, start);
        this.decompressor = config.compression() == Compression.NONE
                ? null
                : new Decompressor(address, stream, config.compression());
        begin();
    }

    private void begin() {
        ByteSource source = decompressor;
        if (source == null) {
            source = start == 0 ? new PlainBytes(address, stream) : stream;
        }
        if (!config.charset().equals(StandardCharsets.UTF_8)) {
            source = new Transcoder(source, config.charset());
        }
        parser = config.parser(source);
        begun = false;
    }

    /** Of the file at hand, until {@link #nextFile}. */
    CsvParser parser() {
        return parser;
    }

    /**
     * Goes to the next record that begins in the range, of an archive in the file at hand.
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

    /**
     * Goes to the next file of an archive, when the one before has no more records.
     *
     * @return false if there is none, as in all that is no archive
     */
    boolean nextFile() {
        if (decompressor == null || !decompressor.nextFile()) {
            return false;
        }
        begin();
        return true;
    }

    /** Where the record stands, for people. */
    String place() {
        return piece.from() == 0 ? key() + ":" + parser.line() : key() + "@" + (start + parser.offset());
    }

    /** The object's key, with the file's name in an archive, for people. */
    String key() {
        return piece.key() + (decompressor == null ? "" : decompressor.file());
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
                            "the header of " + key() + " " + e.getMessage() + ": " + parser.show(),
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
