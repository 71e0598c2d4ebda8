package io.datachannels.plugins.oss;

/**
 * An upload that was begun and neither completed nor removed.
 *
 * @param initiated when it began, in the service's time, in seconds since 1970-01-01T00:00:00Z
 */
record UnfinishedUpload(String key, String id, long initiated) {}
