package io.datachannels.plugins.oss;

/**
 * What an object is stored with besides its bytes.
 *
 * @param encryption how the service encrypts it, such as AES256; empty if only as the bucket says
 */
record ObjectTraits(String contentType, String encryption) {}
