package io.datachannels.emulators.oss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object: {@code length} bytes from {@code offset} on. */
record ByteRange(long offset, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The range that a header asks for, or null for the whole object. OSS ignores a range that does not lie within the
     * object, unless the client sends {@code x-oss-range-behavior: standard} (documentation of GetObject).
     *
     * @param header may be null
     * @throws OssError InvalidRange if the range begins behind the end and the behaviour is standard
     */
    static ByteRange of(String header, long size, boolean standard) {
        Matcher form = FORM.matcher(header == null ? "" : header.trim());
        if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
            return null;
        }
        if (form.group(1).isEmpty()) {
            return suffix(Long.parseLong(form.group(2)), size, standard);
        }
        long first = Long.parseLong(form.group(1));
        long last = form.group(2).isEmpty() ? Math.max(first, size - 1) : Long.parseLong(form.group(2));
        if (last < first) {
            return null;
        }
        if (first >= size) {
            return outside(standard);
        }
        if (last >= size && !standard) {
            return null;
        }
        return new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    private static ByteRange suffix(long length, long size, boolean standard) {
        if (length == 0 || size == 0) {
            return outside(standard);
        }
        if (length > size && !standard) {
            return null;
        }
        long count = Math.min(length, size);
        return new ByteRange(size - count, count);
    }

    private static ByteRange outside(boolean standard) {
        if (standard) {
            throw new OssError(416, "InvalidRange", "The requested range cannot be satisfied.");
        }
        return null;
    }

    /** The value of Content-Range. */
    String text(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
