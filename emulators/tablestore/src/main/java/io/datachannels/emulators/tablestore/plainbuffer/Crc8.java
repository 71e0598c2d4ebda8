package io.datachannels.emulators.tablestore.plainbuffer;

/**
 * The checksum of PlainBuffer cells and rows: CRC-8 with polynomial 0x07, start 0, neither reflected nor inverted (check
 * value of "123456789" is 0xF4). Eight bytes are looked up at a time, each in a table of its own.
 */
public final class Crc8 {
    /** TABLES[j * 256 + b] is the checksum of byte b followed by j zero bytes. */
    private static final byte[] TABLES = tables();

    private Crc8() {}

    /** The checksum so far, 0..255, continued by one byte. */
    public static int update(int crc, int value) {
        return TABLES[(crc ^ value) & 0xFF] & 0xFF;
    }

    /** Continued by bytes[from, from + length). */
    public static int update(int crc, byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        int sum = crc;
        for (; at + 8 <= end; at += 8) {
            sum = updateLong(sum, LittleEndian.getLong(bytes, at));
        }
        for (; at < end; at++) {
            sum = update(sum, bytes[at]);
        }
        return sum;
    }

    /** Continued by the eight little-endian bytes of the number. */
    public static int updateLong(int crc, long value) {
        return (TABLES[7 * 256 + ((crc ^ (int) value) & 0xFF)]
                        ^ TABLES[6 * 256 + ((int) (value >>> 8) & 0xFF)]
                        ^ TABLES[5 * 256 + ((int) (value >>> 16) & 0xFF)]
                        ^ TABLES[4 * 256 + ((int) (value >>> 24) & 0xFF)]
                        ^ TABLES[3 * 256 + ((int) (value >>> 32) & 0xFF)]
                        ^ TABLES[2 * 256 + ((int) (value >>> 40) & 0xFF)]
                        ^ TABLES[256 + ((int) (value >>> 48) & 0xFF)]
                        ^ TABLES[(int) (value >>> 56)])
                & 0xFF;
    }

    private static byte[] tables() {
        byte[] tables = new byte[8 * 256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ 0x07;
            }
            tables[i] = (byte) crc;
        }
        for (int i = 256; i < tables.length; i++) {
            tables[i] = tables[tables[i - 256] & 0xFF];
        }
        return tables;
    }
}
