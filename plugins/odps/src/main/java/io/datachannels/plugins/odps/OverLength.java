package io.datachannels.plugins.odps;

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
     * How many chars of a text have at most so many bytes in UTF-8; no character is cut in two.
     *
     * @param bytes how many bytes are allowed, 0 or more
     */
    static int fitting(String value, int bytes) {
        if (value.length() <= bytes / 3) {
            return value.length();
        }
        int left = bytes;
        int at = 0;
        while (at < value.length()) {
            int point = value.codePointAt(at);
            int needed = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (needed > left) {
                return at;
            }
            left -= needed;
            at += Character.charCount(point);
        }
        return at;
    }

    @Override
    public String toString() {
        return text;
    }
}
