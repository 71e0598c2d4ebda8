package io.datachannels.emulators.maxcompute.records;

import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.DataType;
import io.datachannels.emulators.maxcompute.types.Moment;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a record stream and checks its checksums, its count and its end. A row is an array with a value per column or null:
 * {@code Long} for whole numbers, DATE (days), DATETIME (milliseconds) and INTERVAL_YEAR_MONTH (months), {@code Boolean},
 * {@code Float}, {@code Double}, {@link Moment}, {@code byte[]} for DECIMAL, BINARY and text, {@code List} for ARRAY and
 * STRUCT, a list of the list of keys and that of values for MAP.
 */
public final class RecordReader {
    private final List<Column> columns;
    private final WireInput in;
    private final RecordChecksum record = new RecordChecksum();
    private final RecordChecksum total = new RecordChecksum();
    private long rows;
    private boolean ended;

    public RecordReader(List<Column> columns, InputStream in) {
        this.columns = columns;
        this.in = new WireInput(in);
    }

    /**
     * The next row, or null after the last.
     *
     * @throws MalformedStreamException if it is no stream of these columns
     */
    public Object[] next() throws IOException {
        try {
            return ended ? null : read();
        } catch (EOFException e) {
            throw new MalformedStreamException("row " + rows + ": " + e.getMessage());
        }
    }

    private Object[] read() throws IOException {
        Object[] row = new Object[columns.size()];
        while (true) {
            int tag = in.tag();
            int field = tag >>> 3;
            if (tag < 0) {
                throw new MalformedStreamException("the stream ends after " + rows + " rows without its count");
            } else if (field == StreamTags.END_RECORD) {
                endRecord();
                return row;
            } else if (field == StreamTags.META_COUNT) {
                endStream();
                return null;
            }
            if (field < 1 || field > columns.size()) {
                throw new MalformedStreamException(
                        "row " + rows + ": column " + field + " of a table with " + columns.size());
            }
            DataType type = columns.get(field - 1).type();
            if ((tag & 7) != type.name().wire().code()) {
                throw new MalformedStreamException("row " + rows + ": wire type " + (tag & 7) + " for column "
                        + columns.get(field - 1).name() + " of type " + type);
            }
            record.add(field);
            row[field - 1] = value(type);
        }
    }

    private void endRecord() throws IOException {
        int checksum = record.take();
        if ((int) in.varint() != checksum) {
            throw new MalformedStreamException("row " + rows + ": the checksum does not agree", true);
        }
        total.add(checksum);
        rows++;
    }

    private void endStream() throws IOException {
        long count = in.signed();
        if (count != rows) {
            throw new MalformedStreamException(rows + " rows arrived, " + count + " were sent", true);
        }
        if (in.tag() >>> 3 != StreamTags.META_CHECKSUM) {
            throw new MalformedStreamException("the stream has no checksum");
        }
        if ((int) in.varint() != total.value()) {
            throw new MalformedStreamException("the checksum of the stream does not agree", true);
        }
        if (in.tag() >= 0) {
            throw new MalformedStreamException("the stream goes on after its checksum");
        }
        ended = true;
    }

    private Object value(DataType type) throws IOException {
        return switch (type.name()) {
            case TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME, INTERVAL_YEAR_MONTH -> {
                long value = in.signed();
                record.add(value);
                yield value;
            }
            case BOOLEAN -> {
                boolean value = in.varint() != 0;
                record.add(value);
                yield value;
            }
            case FLOAT -> {
                int bits = in.fixed32();
                record.add(bits);
                yield Float.intBitsToFloat(bits);
            }
            case DOUBLE -> {
                long bits = in.fixed64();
                record.add(bits);
                yield Double.longBitsToDouble(bits);
            }
            case TIMESTAMP, TIMESTAMP_NTZ, INTERVAL_DAY_TIME -> {
                Moment moment = new Moment(in.signed(), (int) in.signed());
                record.add(moment.seconds());
                record.add(moment.nanos());
                yield moment;
            }
            case DECIMAL, STRING, CHAR, VARCHAR, BINARY, JSON -> {
                byte[] bytes = in.bytes(ValueRules.LONGEST);
                record.add(bytes);
                yield bytes;
            }
            case ARRAY -> list(type.items().get(0));
            case MAP -> List.of(list(type.items().get(0)), list(type.items().get(1)));
            case STRUCT -> {
                List<Object> values = new ArrayList<>(type.items().size());
                for (DataType item : type.items()) {
                    values.add(nullable(item));
                }
                yield values;
            }
        };
    }

    private List<Object> list(DataType item) throws IOException {
        long count = in.varint();
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(nullable(item));
        }
        return values;
    }

    private Object nullable(DataType type) throws IOException {
        return in.varint() != 0 ? null : value(type);
    }
}
