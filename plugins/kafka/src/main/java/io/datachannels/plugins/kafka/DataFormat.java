package io.datachannels.plugins.kafka;

/** What a message's value is. */
enum DataFormat {
    JSON,
    TEXT
}
