package io.datachannels.plugins.ots;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The service's checksum: CRC-8 with the polynomial 0x07. Up to eight bytes at a time by eight tables, as one table would make every
 * byte wait for the one before it.
 */
final class Crc8 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int POLYNOMIAL = 0x07;
    private static final int STEP = 8;
    private static final int VALUES = 256;
    /** The effect of a byte that so many bytes follow within a step: as many tables side by side, so that one look-up is one load. */
    private static final byte[] TABLES = tables();

    private Crc8() {}

    /** @param before the checksum of what comes before these bytes, 0 of nothing */
    static int of(int before, byte[] bytes, int from, int to) {
        int crc = before;
        int i = from;
        for (; i + STEP <= to; i += STEP) {
            long step = (long) LONG.get(bytes, i);
            int others = TABLES[6 * VALUES + ((int) (step >> 8) & 0xFF)]
                    ^ TABLES[5 * VALUES + ((int) (step >> 16) & 0xFF)]
                    ^ TABLES[4 * VALUES + ((int) (step >> 24) & 0xFF)]
                    ^ TABLES[3 * VALUES + ((int) (step >> 32) & 0xFF)]
                    ^ TABLES[2 * VALUES + ((int) (step >> 40) & 0xFF)]
                    ^ TABLES[VALUES + ((int) (step >> 48) & 0xFF)]
                    ^ TABLES[(int) (step >>> 56)];
            // Last, because it alone waits for the step before.
            crc = others ^ TABLES[7 * VALUES + (((int) step ^ crc) & 0xFF)];
        }
        if (i < to) {
            int table = (to - i - 1) * VALUES;
            crc = TABLES[table + ((bytes[i] ^ crc) & 0xFF)];
            for (i++; i < to; i++) {
                table -= VALUES;
                crc ^= TABLES[table + (bytes[i] & 0xFF)];
            }
        }
        return crc & 0xFF;
    }

    /** One byte more. */
    static int next(int before, byte value) {
        return TABLES[(value ^ before) & 0xFF] & 0xFF;
    }

    private static byte[] tables() {
        byte[] tables = new byte[STEP * VALUES];
        for (int value = 0; value < VALUES; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            tables[value] = (byte) crc;
        }
        for (int i = VALUES; i < tables.length; i++) {
            tables[i] = tables[tables[i - VALUES] & 0xFF];
        }
        return tables;
    }
}
