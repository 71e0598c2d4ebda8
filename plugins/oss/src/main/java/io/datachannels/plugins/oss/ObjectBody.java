package io.datachannels.plugins.oss;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The bytes of an object, or of a range of it, as they arrive.
 *
 * @param crc64 the checksum of the whole object as an unsigned decimal number, or empty if the service did not say
 * @param arrived the checksum of what was read of the content so far, likewise
 * @param drop ends the connection without reading the rest
 */
record ObjectBody(InputStream content, String crc64, Supplier<String> arrived, Runnable drop) {}
