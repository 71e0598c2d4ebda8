package io.datachannels.spi;

/**
 * A kind of writer. Found as {@link ReaderPlugin} is.
 *
 * @param <C> its configuration: a record whose components are the keys of the job file's {@code parameter}
 */
public interface WriterPlugin<C extends Record> {
    /** As job files name it, lower case, ending in {@code writer}. */
    String name();

    Class<C> config();

    /**
     * The configuration with which rows are added to what a job with this one has written, as a replay of dirty rows does: what is at the
     * target stays. A writer that only adds anyway returns it as it is; one that replaces says here how it adds instead.
     *
     * @throws JobFailure if this writer cannot add rows, which is the default: nobody's rows are replaced by mistake
     */
    default C adding(C config) {
        throw new JobFailure(
                name() + " cannot add rows to what a former run wrote: it would replace them",
                "Run the job again as a whole.");
    }

    /**
     * Connects: checks credentials, existence, types and that the reader's columns fit, and changes nothing. Once per process that
     * takes part in the job.
     *
     * @throws Failure if the target cannot be written as configured
     */
    Writer open(C config, Schema schema, JobContext job);
}
