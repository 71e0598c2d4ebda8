package io.datachannels.plugins.oss;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the digits stand in dates of a pattern that always has the same ones in the same places, {@code yyyy MM dd HH mm ss S} and
 * signs. Places are indexes of bytes, -1 for a field that the pattern lacks.
 */
final class DateLayout {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final String LETTERS = "yMdHmsS";
    /** What leaves a byte's highest bit nought if it is added to a digit, and to nothing but nought. */
    private static final byte TO_DIGIT = 0x7F - 9;

    private static final byte TO_NOUGHT = 0x7F;
    private static final byte[] NO_SIGNS = "#'[]{}".getBytes(StandardCharsets.US_ASCII);

    /** The signs, and '0' for digits. */
    private final byte[] template;

    private final long[] expected;
    private final long[] allowed;
    private final int[] places;

    /** How many digits of a second's fraction it has. */
    final int fractionDigits;

    private DateLayout(byte[] template, byte[] slack, int[] places, int fractionDigits) {
        this.template = template;
        this.places = places;
        this.fractionDigits = fractionDigits;
        int words = (template.length + Long.BYTES - 1) / Long.BYTES;
        this.expected = new long[template.length < Long.BYTES ? 0 : words];
        this.allowed = new long[expected.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (long) LONGS.get(template, word(i));
            allowed[i] = (long) LONGS.get(slack, word(i));
        }
    }

    /** The layout of a pattern; null if it has others than these fields, or one of them twice. */
    static DateLayout of(String pattern) {
        byte[] template = pattern.getBytes(StandardCharsets.UTF_8);
        byte[] slack = new byte[template.length];
        Arrays.fill(slack, TO_NOUGHT);
        int[] places = new int[LETTERS.length()];
        Arrays.fill(places, -1);
        int fractionDigits = 0;
        int end;
        for (int i = 0; i < template.length; i = end) {
            end = i + 1;
            byte letter = template[i];
            if (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z') {
                while (end < template.length && template[end] == letter) {
                    end++;
                }
                int field = LETTERS.indexOf(letter);
                if (field < 0 || places[field] >= 0 || !isFixed(letter, end - i)) {
                    return null;
                }
                places[field] = i;
                fractionDigits = letter == 'S' ? end - i : fractionDigits;
                Arrays.fill(template, i, end, (byte) '0');
                Arrays.fill(slack, i, end, TO_DIGIT);
            } else if (Arrays.binarySearch(NO_SIGNS, letter) >= 0) {
                return null;
            }
        }
        return new DateLayout(template, slack, places, fractionDigits);
    }

    private static boolean isFixed(byte letter, int count) {
        return switch (letter) {
            case 'y' -> count == 4;
            case 'S' -> count <= 9;
            default -> count == 2;
        };
    }

    int year() {
        return places[0];
    }

    int month() {
        return places[1];
    }

    int day() {
        return places[2];
    }

    int hour() {
        return places[3];
    }

    int minute() {
        return places[4];
    }

    int second() {
        return places[5];
    }

    int fraction() {
        return places[6];
    }

    /** A date with all digits nought. */
    byte[] template() {
        return template;
    }

    /** Whether the bytes between two places of the array have digits and signs where a date of this pattern has them; it has eight at least. */
    boolean matches(byte[] bytes, int from, int to) {
        if (to - from != template.length) {
            return false;
        }
        long wrong = 0;
        for (int i = 0; i < expected.length; i++) {
            long difference = (long) LONGS.get(bytes, from + word(i)) ^ expected[i];
            wrong |= difference | difference + allowed[i];
        }
        return (wrong & HIGHEST_BITS) == 0;
    }

    /** Where a word begins; the last one overlaps the one before. */
    private int word(int index) {
        return Math.min(index * Long.BYTES, template.length - Long.BYTES);
    }
}
