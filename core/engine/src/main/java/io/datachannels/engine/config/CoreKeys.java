package io.datachannels.engine.config;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** {@code core}, with which a job file changes the settings of DataX's engine. */
@IgnoredKey(name = "dataXServer", because = "nothing is reported to a server of DataX")
@IgnoredKey(name = "statistics", because = "dirty rows are kept in the run folder")
record CoreKeys(
        @Doc("How rows get from the reader to the writer.") @Default("{}")
        Transport transport,

        @Doc("How DataX would run the job.") @Default("{}") Container container) {

    @IgnoredKey(name = "exchanger", because = "rows are handed over in batches of the engine's choice")
    @IgnoredKey(name = "record", because = "there is one kind of record")
    record Transport(
            @Doc("The pipe between a reader and a writer.") @Default("{}")
            Channel channel) {}

    @IgnoredKey(name = "class", because = "there is one kind of channel")
    @IgnoredKey(name = "flowControlInterval", because = "limits are kept all the time")
    record Channel(
            @Doc("Limits for each channel.") @Default("{}") ChannelSpeed speed,

            @Doc("Rows that may wait in a channel, 1 or more; as the engine thinks right unless given.") @Optional
            Long capacity,

            @Doc(
                    "Bytes that may wait in a channel, 1 or more; a single larger row passes. As the engine thinks right unless given.")
            @Optional
            Long byteCapacity)
            implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(capacity == null || capacity > 0, "capacity", "must be 1 or more");
            problems.check(byteCapacity == null || byteCapacity > 0, "byteCapacity", "must be 1 or more");
        }

        ChannelSize size() {
            return new ChannelSize(capacity == null ? 0 : capacity, byteCapacity == null ? 0 : byteCapacity);
        }
    }

    /** A limit of 0 or less is none. */
    record ChannelSpeed(
            @Doc("Bytes a second for each channel; times the channels it is the limit of the job.")
            @Default("-1")
            @AlsoKnownAs("byte")
            long bytes,

            @Doc("Rows a second for each channel; times the channels it is the limit of the job.")
            @Default("-1")
            @AlsoKnownAs("record")
            long records) {}

    @IgnoredKey(name = "model", because = "there is one way of running a job")
    @IgnoredKey(name = "trace", because = "the report says where time went")
    record Container(
            @Doc("Of DataX's job process.") @Default("{}") Job job,

            @Doc("Of DataX's groups of tasks.") @Default("{}")
            TaskGroup taskGroup,

            @Doc("Of DataX's tasks.") @Default("{}") Task task) {}

    @IgnoredKey(name = "id", because = "a run has an id of its own")
    @IgnoredKey(name = "mode", because = "there is one way of running a job")
    @IgnoredKey(name = "sleepInterval", because = "nothing waits by sleeping")
    @IgnoredKey(name = "reportInterval", because = "progress is told every ten seconds")
    record Job() {}

    @IgnoredKey(name = "id", because = "tasks are not grouped")
    @IgnoredKey(name = "channel", because = "setting.speed.channel says how many tasks run at once")
    @IgnoredKey(name = "sleepInterval", because = "nothing waits by sleeping")
    @IgnoredKey(name = "reportInterval", because = "progress is told every ten seconds")
    record TaskGroup() {}

    @IgnoredKey(name = "failOver", because = "tasks are always retried, within one budget for the job")
    @IgnoredKey(name = "sleepInterval", because = "nothing waits by sleeping")
    record Task() {}
}
