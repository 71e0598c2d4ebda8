package io.datachannels.plugins.oss;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a date pattern that is simple enough to be written and read digit by digit.
 *
 * @param letter y, M, d, H, m, s or S; a blank for text as it stands
 * @param count how many digits
 * @param literal the text as it stands, in UTF-8
 */
record DatePiece(char letter, int count, byte[] literal) {
    /** The pieces of a pattern of {@code yyyy MM dd HH mm ss S} and signs; null for any other. */
    static List<DatePiece> of(String pattern) {
        List<DatePiece> pieces = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int end = i + 1;
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                if (!isSimple(c, end - i)) {
                    return null;
                }
                pieces.add(new DatePiece(c, end - i, null));
            } else if ("'[]{}#".indexOf(c) >= 0 || Character.isSurrogate(c)) {
                return null;
            } else {
                byte[] literal = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                pieces.add(new DatePiece(' ', 1, literal));
            }
            i = end;
        }
        return pieces;
    }

    private static boolean isSimple(char letter, int count) {
        return switch (letter) {
            case 'y' -> count == 4;
            case 'M', 'd', 'H', 'm', 's' -> count == 2;
            case 'S' -> count <= 9;
            default -> false;
        };
    }
}
