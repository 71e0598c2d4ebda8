package io.datachannels.plugins.oss;

import io.datachannels.spi.Split;

/**
 * One object, as it was when the job was planned.
 *
 * @param etag what tells it from an object that replaced it
 */
record ObjectSplit(String key, long size, String etag) implements Split {
    @Override
    public String describe() {
        return key;
    }
}
