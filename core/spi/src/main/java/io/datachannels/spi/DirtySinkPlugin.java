package io.datachannels.spi;

/**
 * A kind of place for dirty rows, besides the run folder that always has them. Found as {@link ReaderPlugin} is.
 *
 * @param <C> its configuration: a record whose components are the keys of the job file's {@code setting.dirty} other than {@code mode}
 */
public interface DirtySinkPlugin<C extends Record> {
    /** Lower case, ending in {@code dirtysink}: {@code kafkadirtysink} for mode kafka, {@code otsdirtysink} for mode tablestore. */
    String name();

    Class<C> config();

    /**
     * Connects: checks credentials and existence, and changes nothing. Once per process that takes part in the job, after reader and
     * writer were opened.
     *
     * @throws Failure if rows cannot be put there as configured
     */
    DirtySink open(C config, JobContext job);
}
