package io.datachannels.plugins.kafka;

/** What to do where the wanted position is not there. */
enum AutoOffsetReset {
    NONE,
    EARLIEST,
    LATEST
}
