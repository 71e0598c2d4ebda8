package io.datachannels.plugins.odps;

import io.datachannels.spi.Utf8;

/** What becomes of a text or bytes that are longer than the job allows. */
enum OverLength {
    KEEP_ON("keepOn"),
    TRUNCATE("truncate"),
    SET_NULL("setNull");

    private final String text;

    OverLength(String text) {
        this.text = text;
    }

    /**
     * How many bytes of a text fit; no character is cut in two.
     *
     * @param most how many bytes are allowed, 0 or more
     */
    static int fitting(Utf8 text, int most) {
        if (text.length() <= most) {
            return text.length();
        }
        int fitting = most;
        while (fitting > 0 && (text.array()[text.from() + fitting] & 0xC0) == 0x80) {
            fitting--;
        }
        return fitting;
    }

    @Override
    public String toString() {
        return text;
    }
}
