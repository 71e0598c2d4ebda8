package io.datachannels.plugins.kafka;

import io.datachannels.spi.ColumnType;
import io.datachannels.spi.RowFailure;
import java.nio.ByteBuffer;

/** How the bytes of a key or a value are understood, as Kafka's own serializers of these names write them. */
enum BytesType {
    STRING(ColumnType.TEXT, 0),
    BYTEARRAY(ColumnType.BYTES, 0),
    DOUBLE(ColumnType.DOUBLE, Double.BYTES),
    FLOAT(ColumnType.DOUBLE, Float.BYTES),
    INTEGER(ColumnType.LONG, Integer.BYTES),
    LONG(ColumnType.LONG, Long.BYTES),
    SHORT(ColumnType.LONG, Short.BYTES);

    final ColumnType cellType;
    private final int length;

    BytesType(ColumnType cellType, int length) {
        this.cellType = cellType;
        this.length = length;
    }

    boolean isText() {
        return this == STRING || this == BYTEARRAY;
    }

    /** @throws RowFailure if the bytes are not as many as the type has */
    long longOf(byte[] bytes, int column) {
        ByteBuffer buffer = checked(bytes, column);
        return switch (this) {
            case INTEGER -> buffer.getInt();
            case LONG -> buffer.getLong();
            case SHORT -> buffer.getShort();
            default -> throw new IllegalStateException(this + " is no whole number");
        };
    }

    /** @throws RowFailure if the bytes are not as many as the type has */
    double doubleOf(byte[] bytes, int column) {
        ByteBuffer buffer = checked(bytes, column);
        return switch (this) {
            case DOUBLE -> buffer.getDouble();
            case FLOAT -> buffer.getFloat();
            default -> throw new IllegalStateException(this + " is no floating-point number");
        };
    }

    private ByteBuffer checked(byte[] bytes, int column) {
        if (bytes.length != length) {
            throw new RowFailure(column, "has " + bytes.length + " bytes, and a " + this + " has " + length);
        }
        return ByteBuffer.wrap(bytes);
    }
}
