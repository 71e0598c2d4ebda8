package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An object that is being read as CSV. */
final class CsvObject implements AutoCloseable {
    private final String name;
    private final ObjectStream stream;
    private final CsvParser parser;

    CsvObject(Bucket bucket, ObjectSplit split, OssReaderConfig config) {
        this.name = bucket.describe(split.key());
        this.stream = new ObjectStream(bucket, split);
        Charset charset = config.charset();
        ByteSource source = charset.equals(StandardCharsets.UTF_8) ? stream : new Transcoder(stream, charset);
        this.parser = new CsvParser(source, config.fieldDelimiter(), config.nullFormat(), config.csv());
    }

    CsvParser parser() {
        return parser;
    }

    /** How much of the object arrived, from 0 to 1; what was read of it is behind by the parser's buffer. */
    double progress() {
        return stream.progress();
    }

    /** The names in the first record; empty if there is none. */
    List<String> readHeader() {
        List<String> header = new ArrayList<>();
        if (parser.next()) {
            for (int i = 0; i < parser.cells(); i++) {
                try {
                    header.add(parser.text(i, i));
                } catch (RowFailure e) {
                    throw new JobFailure(
                            "the header of " + name + " " + e.getMessage() + ": " + parser.show(),
                            "Check encoding.",
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
