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
     * Connects: checks credentials, existence, types and that the reader's columns fit, and changes nothing. Once per process that
     * takes part in the job.
     *
     * @throws Failure if the target cannot be written as configured
     */
    Writer open(C config, Schema schema, JobContext job);
}
