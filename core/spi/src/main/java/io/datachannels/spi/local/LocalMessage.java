package io.datachannels.spi.local;

/**
 * A message for a topic of a local service.
 *
 * @param key in UTF-8, or null
 * @param value in UTF-8
 */
public record LocalMessage(String key, String value) {}
