package io.datachannels.emulators.oss;

import java.nio.file.Path;
import java.time.Instant;

/** An uploaded part, number 1 to 10,000; etag is the MD5 in upper-case hex. */
record Part(int number, long size, String etag, long crc64, Instant modified, Path file) {
    /** What a client says of a part when it completes an upload. */
    record Claim(int number, String etag) {}
}
