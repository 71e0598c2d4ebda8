package io.datachannels.emulators.maxcompute.records;

/** The fields of the record stream that are no columns. */
final class StreamTags {
    static final int END_RECORD = 33_553_408;
    static final int META_COUNT = 33_554_430;
    static final int META_CHECKSUM = 33_554_431;

    private StreamTags() {}
}
