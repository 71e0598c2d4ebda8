package io.datachannels.plugins.oss;

/**
 * An object as the service describes it.
 *
 * @param crc64 the checksum of its bytes as an unsigned decimal number, or empty if the service did not say
 */
record StoredObject(String key, long size, String etag, String crc64) {}
