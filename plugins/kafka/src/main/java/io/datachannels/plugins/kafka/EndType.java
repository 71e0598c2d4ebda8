package io.datachannels.plugins.kafka;

/** What says where the job ends. */
enum EndType {
    SPECIFIC,
    LATEST
}
