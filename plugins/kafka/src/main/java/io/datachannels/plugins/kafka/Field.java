package io.datachannels.plugins.kafka;

/** A piece of a message as it was found, before it becomes a cell; used again for the next message. */
final class Field {
    Kind kind = Kind.ABSENT;
    long number;
    double real;
    String text;
    byte[] bytes;

    /** What the message has there. */
    enum Kind {
        ABSENT,
        NULL,
        TEXT,
        BYTES,
        /** A whole number of 64 bits. */
        LONG,
        /** A double that was stored as one. */
        DOUBLE,
        /** A number as it is written. */
        NUMBER,
        BOOL,
        /** A JSON object or list as it is written. */
        STRUCTURE
    }

    void clear() {
        kind = Kind.ABSENT;
        text = null;
        bytes = null;
    }

    void setNull() {
        kind = Kind.NULL;
    }

    void setText(String value) {
        kind = Kind.TEXT;
        text = value;
    }

    void setBytes(byte[] value) {
        kind = Kind.BYTES;
        bytes = value;
    }

    void setLong(long value) {
        kind = Kind.LONG;
        number = value;
    }

    void setDouble(double value) {
        kind = Kind.DOUBLE;
        real = value;
    }

    void setNumber(String value) {
        kind = Kind.NUMBER;
        text = value;
    }

    void setBool(boolean value) {
        kind = Kind.BOOL;
        number = value ? 1 : 0;
    }

    void setStructure(String value) {
        kind = Kind.STRUCTURE;
        text = value;
    }

    boolean isNull() {
        return kind == Kind.ABSENT || kind == Kind.NULL;
    }

    /** As text, whatever it is but bytes. */
    String asText() {
        return switch (kind) {
            case LONG -> Long.toString(number);
            case DOUBLE -> Double.toString(real);
            case BOOL -> Boolean.toString(number != 0);
            case TEXT, NUMBER, STRUCTURE -> text;
            case ABSENT, NULL, BYTES -> throw new IllegalStateException(kind + " is no text");
        };
    }
}
