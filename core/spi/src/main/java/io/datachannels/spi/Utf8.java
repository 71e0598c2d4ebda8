package io.datachannels.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as UTF-8 bytes: a part of an array that stands as it is until the next text is taken, or the batch that it came from is given
 * back. Taken from a cell with {@link Row#utf8At} or {@link Cast#toUtf8}, without a copy where the cell has bytes. For one thread.
 */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = ONES << 7;
    private static final long QUESTION_MARKS = ONES * '?';

    private byte[] array = {};
    private int from;
    private int to;
    /** Whether the array was made for the text. */
    private boolean isOwn;

    /** The array that it is in; not to be changed. */
    public byte[] array() {
        return array;
    }

    /** Where in the array it begins. */
    public int from() {
        return from;
    }

    /** Where in the array it ends; the byte there is not part of it. */
    public int to() {
        return to;
    }

    /** How many bytes it has. */
    public int length() {
        return to - from;
    }

    /** How many characters it has, an emoji counting as one. */
    public int codePoints() {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += (array[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    /** The bytes in an array that nobody changes; not to be changed either. */
    public byte[] toBytes() {
        return isOwn ? array : Arrays.copyOfRange(array, from, to);
    }

    @Override
    public String toString() {
        return new String(array, from, length(), StandardCharsets.UTF_8);
    }

    /**
     * Takes bytes, which are not copied.
     *
     * @param bytes valid UTF-8 between the two places, the last one excluded
     * @return this
     */
    public Utf8 take(byte[] bytes, int begin, int end) {
        array = bytes;
        from = begin;
        to = end;
        isOwn = false;
        return this;
    }

    /**
     * Takes a text's characters.
     *
     * @param column the column that a failure names
     * @return this
     * @throws RowFailure if it has half of a surrogate pair, which UTF-8 cannot write
     */
    public Utf8 take(String text, int column) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Java writes half of a pair as a question mark.
        if (hasQuestionMark(bytes) && hasHalfPair(text)) {
            throw new RowFailure(column, "holds half of a surrogate pair, which is no character");
        }
        take(bytes, 0, bytes.length);
        isOwn = true;
        return this;
    }

    private static boolean hasQuestionMark(byte[] bytes) {
        int words = bytes.length - bytes.length % Long.BYTES;
        long found = 0;
        for (int at = 0; at < words; at += Long.BYTES) {
            // A byte that becomes nought borrows from its highest bit.
            long word = (long) LONGS.get(bytes, at) ^ QUESTION_MARKS;
            found |= word - ONES & ~word;
        }
        boolean isFound = (found & HIGHEST_BITS) != 0;
        for (int at = words; at < bytes.length; at++) {
            isFound |= bytes[at] == '?';
        }
        return isFound;
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && text.codePointAt(i++) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                return true;
            }
        }
        return false;
    }

    /**
     * How many chars a {@link String} of these bytes has.
     *
     * @return -1 if they are not valid UTF-8, as the decoder of Java sees it
     */
    static int chars(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES && ((long) LONGS.get(bytes, at) & HIGHEST_BITS) == 0) {
            at += Long.BYTES;
        }
        if (at > from && at > to - Long.BYTES && ((long) LONGS.get(bytes, to - Long.BYTES) & HIGHEST_BITS) == 0) {
            return to - from;
        }
        int chars = at - from;
        while (at < to) {
            int first = bytes[at];
            if (first >= 0) {
                at++;
                chars++;
                continue;
            }
            int length = length(first);
            if (length == 0 || at + length > to || !isPoint(bytes, at, length)) {
                return -1;
            }
            at += length;
            chars += length == 4 ? 2 : 1;
        }
        return chars;
    }

    /** How many bytes a character has that begins with this one, which is not ASCII; 0 if none does. */
    private static int length(int first) {
        if (first >> 5 == -2) {
            return 2;
        }
        return first >> 4 == -2 ? 3 : first >> 3 == -2 ? 4 : 0;
    }

    /** Whether they are a character written in no more bytes than it needs, and no surrogate. */
    private static boolean isPoint(byte[] bytes, int at, int length) {
        int point = bytes[at] & 0x7F >> length;
        for (int i = at + 1; i < at + length; i++) {
            if (bytes[i] >> 6 != -2) {
                return false;
            }
            point = point << 6 | bytes[i] & 0x3F;
        }
        return switch (length) {
            case 2 -> point >= 0x80;
            case 3 -> point >= 0x800 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
            default -> point >= Character.MIN_SUPPLEMENTARY_CODE_POINT && point <= Character.MAX_CODE_POINT;
        };
    }
}
