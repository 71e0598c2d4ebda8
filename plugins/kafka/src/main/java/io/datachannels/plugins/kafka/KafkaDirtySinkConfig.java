package io.datachannels.plugins.kafka;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** What {@code setting.dirty} with mode kafka can be told; the other name is that of the vendor's connector. */
@Doc("Sends dirty rows to a Kafka topic, each as one JSON object with run, task and number as its key.")
record KafkaDirtySinkConfig(
        @Inline Cluster cluster,

        @Doc("The topic for the dirty rows of all jobs that name it; it must be there.")
        @AlsoKnownAs("runtime.error.topic.name")
        String topic)
        implements Validated {
    @Override
    public void validate(Problems problems) {
        problems.check(!topic.isBlank(), "topic", "must not be blank");
    }
}
