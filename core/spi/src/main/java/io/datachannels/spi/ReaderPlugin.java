package io.datachannels.spi;

/**
 * A kind of reader. Found through {@link java.util.ServiceLoader} in a plug-in folder whose name begins the plug-in's name: {@code
 * otsreader} lies in {@code plugin/ots}.
 *
 * @param <C> its configuration: a record whose components are the keys of the job file's {@code parameter}
 */
public interface ReaderPlugin<C extends Record> {
    /** As job files name it, lower case, ending in {@code reader}. */
    String name();

    Class<C> config();

    /**
     * Connects: checks credentials, existence and types, and changes nothing. Once per process that takes part in the job.
     *
     * @throws Failure if the source cannot be read as configured
     */
    Reader open(C config, JobContext job);
}
