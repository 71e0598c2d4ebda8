package io.datachannels.emulators.tablestore.plainbuffer;

/** The bytes that mark what follows in a PlainBuffer, the row format of Tablestore's protocol. */
public final class Tag {
    /** The first four bytes of every PlainBuffer, as a little-endian int. */
    public static final int HEADER = 0x75;

    public static final byte ROW_KEY = 0x01;
    public static final byte ROW_DATA = 0x02;
    public static final byte CELL = 0x03;
    public static final byte CELL_NAME = 0x04;
    public static final byte CELL_VALUE = 0x05;
    public static final byte CELL_KIND = 0x06;
    public static final byte CELL_TIMESTAMP = 0x07;
    public static final byte DELETE_ROW = 0x08;
    public static final byte ROW_CHECKSUM = 0x09;
    public static final byte CELL_CHECKSUM = 0x0A;
    public static final byte EXTENSION = 0x0B;
    public static final byte SEQUENCE = 0x0C;
    public static final byte SEQUENCE_EPOCH = 0x0D;
    public static final byte SEQUENCE_MICROS = 0x0E;
    public static final byte SEQUENCE_INDEX = 0x0F;

    private Tag() {}
}
