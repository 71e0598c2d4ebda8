package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The rules for the names of buckets and objects, from the naming pages of the service's documentation. */
final class Names {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final int LONGEST_KEY = 1023;

    private Names() {}

    static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches();
    }

    static void checkBucket(String name) {
        if (!isBucket(name)) {
            throw new OssError(400, "InvalidBucketName", "The specified bucket is not valid.").with("BucketName", name);
        }
    }

    static void checkKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        boolean start = key.startsWith("/") || key.startsWith("\\");
        if (bytes == 0 || bytes > LONGEST_KEY || start || key.indexOf('\0') >= 0) {
            throw new OssError(400, "InvalidObjectName", "The specified object is not valid.").with("ObjectName", key);
        }
    }
}
