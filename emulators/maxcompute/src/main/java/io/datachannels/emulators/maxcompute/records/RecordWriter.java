package io.datachannels.emulators.maxcompute.records;

import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.DataType;
import io.datachannels.emulators.maxcompute.types.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a record stream; rows as {@link RecordReader} hands them out. */
public final class RecordWriter {
    private final List<Column> columns;
    private final WireOutput out;
    private final RecordChecksum record = new RecordChecksum();
    private final RecordChecksum total = new RecordChecksum();
    private long rows;

    public RecordWriter(List<Column> columns, OutputStream out) {
        this.columns = columns;
        this.out = new WireOutput(out);
    }

    public void write(Object[] row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (row[i] != null) {
                DataType type = columns.get(i).type();
                record.add(i + 1);
                out.tag(i + 1, type.name().wire().code());
                value(type, row[i]);
            }
        }
        int checksum = record.take();
        out.tag(StreamTags.END_RECORD, 0);
        out.varint(checksum & 0xFFFF_FFFFL);
        total.add(checksum);
        rows++;
    }

    public long rows() {
        return rows;
    }

    /** Writes the stream's count and checksum and closes the output. */
    public void finish() throws IOException {
        trailer(total.value());
    }

    /** As {@link #finish}, with a checksum that does not agree. */
    public void finishCorrupted() throws IOException {
        trailer(~total.value());
    }

    /** Closes the output after the last record: the stream has neither count nor checksum. */
    public void cut() throws IOException {
        out.close();
    }

    private void trailer(int checksum) throws IOException {
        out.tag(StreamTags.META_COUNT, 0);
        out.signed(rows);
        out.tag(StreamTags.META_CHECKSUM, 0);
        out.varint(checksum & 0xFFFF_FFFFL);
        out.close();
    }

    private void value(DataType type, Object value) throws IOException {
        switch (type.name()) {
            case TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME, INTERVAL_YEAR_MONTH -> {
                record.add((long) value);
                out.signed((long) value);
            }
            case BOOLEAN -> {
                record.add((boolean) value);
                out.varint((boolean) value ? 1 : 0);
            }
            case FLOAT -> {
                int bits = Float.floatToRawIntBits((float) value);
                record.add(bits);
                out.fixed32(bits);
            }
            case DOUBLE -> {
                long bits = Double.doubleToRawLongBits((double) value);
                record.add(bits);
                out.fixed64(bits);
            }
            case TIMESTAMP, TIMESTAMP_NTZ, INTERVAL_DAY_TIME -> {
                Moment moment = (Moment) value;
                record.add(moment.seconds());
                record.add(moment.nanos());
                out.signed(moment.seconds());
                out.signed(moment.nanos());
            }
            case DECIMAL, STRING, CHAR, VARCHAR, BINARY, JSON -> {
                record.add((byte[]) value);
                out.bytes((byte[]) value);
            }
            case ARRAY -> list(type.items().get(0), (List<?>) value);
            case MAP -> {
                List<?> sides = (List<?>) value;
                list(type.items().get(0), (List<?>) sides.get(0));
                list(type.items().get(1), (List<?>) sides.get(1));
            }
            case STRUCT -> {
                List<?> values = (List<?>) value;
                for (int i = 0; i < values.size(); i++) {
                    nullable(type.items().get(i), values.get(i));
                }
            }
        }
    }

    private void list(DataType item, List<?> values) throws IOException {
        out.varint(values.size());
        for (Object value : values) {
            nullable(item, value);
        }
    }

    private void nullable(DataType type, Object value) throws IOException {
        out.varint(value == null ? 1 : 0);
        if (value != null) {
            value(type, value);
        }
    }
}
