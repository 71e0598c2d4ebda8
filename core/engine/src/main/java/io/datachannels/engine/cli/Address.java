package io.datachannels.engine.cli;

import io.datachannels.spi.JobFailure;

/** An address of local data, {@code SYSTEM://CONTAINER/NAME}. */
record Address(String system, String rest) {
    /** @throws JobFailure if the text has no scheme */
    static Address parse(String text) {
        int end = text.indexOf("://");
        if (end < 1) {
            throw new JobFailure(
                    "\"" + text + "\" is not an address",
                    "Write it as oss://bucket/key, ots://instance/table or odps://project/table.");
        }
        return new Address(text.substring(0, end), text.substring(end + 3));
    }
}
