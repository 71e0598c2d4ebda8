package io.datachannels.plugins.oss;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A few bytes that text may have or not. Control characters and two others are looked for eight places at a time, more of them one by one.
 * Where up to three are, and not only whether, {@link Stops} finds faster: it need not look again at what it found.
 */
final class ByteSet {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int FIRST_PRINTED = 0x20;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private final boolean[] members = new boolean[256];
    private final long first;
    private final long second;
    private final boolean areFew;

    ByteSet(byte[] bytes) {
        int[] printed = new int[2];
        int count = 0;
        for (byte each : bytes) {
            int member = each & 0xFF;
            if (!members[member] && member >= FIRST_PRINTED) {
                printed[Math.min(count++, 1)] = member;
            }
            members[member] = true;
        }
        first = ONES * printed[0];
        second = ONES * printed[count < 2 ? 0 : 1];
        areFew = count <= 2;
    }

    boolean has(byte value) {
        return members[value & 0xFF];
    }

    /** Whether one of them is between these places of the array, the last one excluded. */
    boolean isIn(byte[] bytes, int from, int to) {
        if (!areFew || to - from < Long.BYTES) {
            return next(bytes, from, to) < to;
        }
        int last = to - Long.BYTES;
        long found = suspects((long) LONGS.get(bytes, last));
        for (int at = from; at < last; at += Long.BYTES) {
            found |= suspects((long) LONGS.get(bytes, at));
        }
        return found != 0 && next(bytes, from, to) < to;
    }

    /** The first place from {@code from} on that has one of them; {@code to} if there is none before it. */
    int next(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !has(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Not nought if a byte of the word may be a member: it is a control character or one of the two. */
    private long suspects(long word) {
        long control = word - ONES * FIRST_PRINTED & ~word;
        return (control | noughts(word ^ first) | noughts(word ^ second)) & HIGHEST_BITS;
    }

    private static long noughts(long word) {
        return word - ONES & ~word;
    }
}
