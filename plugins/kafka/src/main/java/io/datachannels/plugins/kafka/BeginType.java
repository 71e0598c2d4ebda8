package io.datachannels.plugins.kafka;

/** What says where the job begins. */
enum BeginType {
    SPECIFIC,
    EARLIEST,
    CURRENT
}
