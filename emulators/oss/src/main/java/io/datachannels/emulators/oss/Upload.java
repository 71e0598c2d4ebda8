package io.datachannels.emulators.oss;

import java.time.Instant;
import java.util.Map;

/** A multipart upload under way. */
record Upload(String id, String key, Instant initiated, Map<String, String> headers) {}
