package io.datachannels.emulators.oss;

import java.util.Comparator;

/** The order in which OSS lists keys: that of their UTF-8 bytes, in which String.compareTo differs beyond U+D7FF. */
enum KeyOrder implements Comparator<String> {
    BYTES;

    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Moves the surrogates, which stand for the highest code points, behind the private-use area. */
    private static char rank(char c) {
        if (c < 0xD800) {
            return c;
        }
        return (char) (c >= 0xE000 ? c - 0x800 : c + 0x2000);
    }
}
