package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The XML of OSS in the form of S3: in its namespace, except for errors, and ETags in lower case. */
final class S3Document {
    private static final Pattern ROOT = Pattern.compile("(?<=\\?>\n<)(?!Error>)(\\w+)(?=>)");
    private static final Pattern ETAG = Pattern.compile("(?<=<ETag>)[^<]*");
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private S3Document() {}

    static byte[] of(byte[] document) {
        String xml = new String(document, StandardCharsets.UTF_8);
        String lower = ETAG.matcher(xml).replaceAll(etag -> etag.group().toLowerCase(Locale.ROOT));
        return ROOT.matcher(lower).replaceFirst("$1" + NAMESPACE).getBytes(StandardCharsets.UTF_8);
    }
}
