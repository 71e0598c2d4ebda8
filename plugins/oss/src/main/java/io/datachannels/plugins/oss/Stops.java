package io.datachannels.plugins.oss;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Up to three bytes, looked for eight places at a time. */
final class Stops {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private final long first;
    private final long second;
    private final long third;

    Stops(byte first, byte second, byte third) {
        this.first = ONES * (first & 0xFF);
        this.second = ONES * (second & 0xFF);
        this.third = ONES * (third & 0xFF);
    }

    /** The first place from {@code from} on that has one of them; {@code to} if there is none before it. */
    int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            // Of the places that this marks the lowest has the byte; carries may mark higher ones without.
            long found = noughts(word ^ first) | noughts(word ^ second) | noughts(word ^ third);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && !isStop(bytes[at])) {
            at++;
        }
        return at;
    }

    private boolean isStop(byte value) {
        return value == (byte) first || value == (byte) second || value == (byte) third;
    }

    private static long noughts(long word) {
        return word - ONES & ~word & HIGHEST_BITS;
    }
}
