package io.datachannels.plugins.ots;

/**
 * The service's checksum: CRC-8 with the polynomial 0x07. Eight bytes at a time by eight tables, as one table would make every byte wait
 * for the one before it.
 */
final class Crc8 {
    private static final int POLYNOMIAL = 0x07;
    private static final int STEP = 8;
    /** The effect of a byte that so many bytes follow, within a step. */
    private static final byte[][] TABLES = tables();

    private Crc8() {}

    /** @param before the checksum of what comes before these bytes, 0 of nothing */
    static int of(int before, byte[] bytes, int from, int to) {
        int crc = before;
        int i = from;
        for (; i + STEP <= to; i += STEP) {
            crc = TABLES[7][(bytes[i] ^ crc) & 0xFF]
                    ^ TABLES[6][bytes[i + 1] & 0xFF]
                    ^ TABLES[5][bytes[i + 2] & 0xFF]
                    ^ TABLES[4][bytes[i + 3] & 0xFF]
                    ^ TABLES[3][bytes[i + 4] & 0xFF]
                    ^ TABLES[2][bytes[i + 5] & 0xFF]
                    ^ TABLES[1][bytes[i + 6] & 0xFF]
                    ^ TABLES[0][bytes[i + 7] & 0xFF];
        }
        for (; i < to; i++) {
            crc = TABLES[0][(bytes[i] ^ crc) & 0xFF];
        }
        return crc & 0xFF;
    }

    /** One byte more. */
    static int next(int before, byte value) {
        return TABLES[0][(value ^ before) & 0xFF] & 0xFF;
    }

    private static byte[][] tables() {
        byte[][] tables = new byte[STEP][256];
        for (int value = 0; value < 256; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            tables[0][value] = (byte) crc;
        }
        for (int table = 1; table < STEP; table++) {
            for (int value = 0; value < 256; value++) {
                tables[table][value] = tables[0][tables[table - 1][value] & 0xFF];
            }
        }
        return tables;
    }
}
