package io.datachannels.emulators.oss;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;

/** The conditions under which a client wants an object. */
final class Conditions {
    private Conditions() {}

    /**
     * Checks the headers {@code PREFIXif-match}, {@code -none-match}, {@code -modified-since} and {@code
     * -unmodified-since}; a date that is none is ignored.
     *
     * @param prefix "" or {@code x-oss-copy-source-}
     * @throws OssError PreconditionFailed (412), NotModified (304)
     */
    static void check(Map<String, String> headers, String prefix, ObjectInfo info) {
        String match = headers.get(prefix + "if-match");
        Instant unmodified = date(headers.get(prefix + "if-unmodified-since"));
        if (match != null && !lists(match, info)
                || unmodified != null && info.modified().isAfter(unmodified)) {
            throw new OssError(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");
        }
        String noneMatch = headers.get(prefix + "if-none-match");
        Instant modified = date(headers.get(prefix + "if-modified-since"));
        if (noneMatch != null && lists(noneMatch, info)
                || modified != null && !info.modified().isAfter(modified)) {
            throw new OssError(304, "NotModified", "The object was not modified.")
                    .header("ETag", '"' + info.etag() + '"');
        }
    }

    private static boolean lists(String etags, ObjectInfo info) {
        return Arrays.stream(etags.split(","))
                .map(etag -> etag.trim().replace("\"", ""))
                .anyMatch(etag -> etag.equals("*") || etag.equalsIgnoreCase(info.etag()));
    }

    private static Instant date(String text) {
        if (text == null) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
