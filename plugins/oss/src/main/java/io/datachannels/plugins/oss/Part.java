package io.datachannels.plugins.oss;

/**
 * An uploaded part of an object.
 *
 * @param number from 1
 * @param etag the service's tag, which completing the upload asks for
 * @param crc64 the checksum of its bytes as an unsigned decimal number
 */
record Part(int number, String etag, long size, String crc64) {}
