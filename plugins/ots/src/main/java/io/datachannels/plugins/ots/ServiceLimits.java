package io.datachannels.plugins.ots;

import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;

/** What the service refuses in a row for itself; seen before a request of 200 rows is refused because of one. */
final class ServiceLimits {
    static final int KEY_BYTES = 1024;
    static final int VALUE_BYTES = 2 << 20;
    static final int COLUMNS = 1024;
    static final int REQUEST_ROWS = 200;
    static final int REQUEST_BYTES = 4 << 20;

    private ServiceLimits() {}

    static byte[] key(byte[] value, int source) {
        checkKey(value.length, source);
        return value;
    }

    static Utf8 key(Utf8 value, int source) {
        checkKey(value.length(), source);
        return value;
    }

    static byte[] value(byte[] value, int source) {
        checkValue(value.length, source);
        return value;
    }

    static Utf8 value(Utf8 value, int source) {
        checkValue(value.length(), source);
        return value;
    }

    static double number(double value, int source) {
        if (!Double.isFinite(value)) {
            throw new RowFailure(source, "is " + value + "; Tablestore has finite numbers only");
        }
        return value;
    }

    static int row(int bytes) {
        if (bytes > REQUEST_BYTES) {
            throw new RowFailure(-1, "the row has " + bytes + " bytes; a request takes " + REQUEST_BYTES + " at most");
        }
        return bytes;
    }

    private static void checkKey(int bytes, int source) {
        check(bytes, source, KEY_BYTES, "a primary key column");
    }

    private static void checkValue(int bytes, int source) {
        check(bytes, source, VALUE_BYTES, "an attribute column");
    }

    private static void check(int bytes, int source, int limit, String where) {
        if (bytes > limit) {
            throw new RowFailure(source, "has " + bytes + " bytes; " + where + " takes " + limit + " at most");
        }
    }
}
