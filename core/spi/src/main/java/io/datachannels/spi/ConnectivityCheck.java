package io.datachannels.spi;

/**
 * Tests the connection to a system by itself, without a job's table or objects. Found through {@link java.util.ServiceLoader}, as plug-ins
 * are; a plug-in folder has at most one.
 *
 * @param <C> the keys of a datasource of the system: address, key, and what else every plug-in of the folder needs
 */
public interface ConnectivityCheck<C extends Record> {
    /** The systems' type as datasources name it, which is also the plug-in folder's name: {@code ots}, {@code oss}. */
    String system();

    Class<C> config();

    /**
     * Asks the service for something small, which changes nothing. Once, on one thread.
     *
     * @return what works, in one sentence: which address was reached, that the key was accepted, what is there
     * @throws Failure of the kind that fits, saying what does not work
     */
    String check(C config, JobContext job);
}
