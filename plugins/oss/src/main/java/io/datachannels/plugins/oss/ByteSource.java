package io.datachannels.plugins.oss;

/** Bytes that are read once, from the beginning to the end. */
interface ByteSource {
    /**
     * @return how many bytes were read, at least 1; -1 at the end
     */
    int read(byte[] target, int from, int length);
}
