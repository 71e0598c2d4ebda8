package io.datachannels.plugins.ots;

import java.util.Arrays;

/** The primary key of a row by its bytes, for telling rows of the same key. */
final class RowKey {
    private final byte[] bytes;
    private final int end;
    private final int hash;

    /** @param end where the key ends in the bytes, which are not changed before there any more */
    RowKey(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        int sum = 1;
        for (int i = 0; i < end; i++) {
            sum = 31 * sum + bytes[i];
        }
        this.hash = sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, 0, end, key.bytes, 0, key.end);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
