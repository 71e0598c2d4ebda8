package io.datachannels.spi.local;

import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running local service. Addresses have the form {@code SYSTEM://CONTAINER/NAME}: {@code oss://bucket/key}, {@code ots://instance/table}, {@code odps://project/table}. */
public interface LocalServer extends AutoCloseable {
    /** Where it listens, on loopback. */
    URI endpoint();

    /**
     * What a job's {@code parameter} needs to reach it: the keys to replace, such as {@code endpoint} and credentials.
     */
    Map<String, String> parameters();

    /** What a job's {@code parameter} gets where it says nothing, such as {@code bucket} when it stood in the datasource. */
    Map<String, String> defaults();

    /** The keys of a job's {@code parameter} that are for the real service alone, such as those of its encryption. */
    default Set<String> unwanted() {
        return Set.of();
    }

    /** Makes what a real service would have before a job starts: the bucket that the job's {@code parameter} names. */
    void admit(Map<String, String> parameter);

    /** Stores the content: an object's bytes, or a table's description as properties. */
    void put(String address, InputStream content) throws IOException;

    /**
     * Sends messages to a topic, which is made if it is not there.
     *
     * @param partitions of a topic that is made
     * @throws io.datachannels.spi.JobFailure if this service has no topics
     */
    default void send(String address, int partitions, Iterable<LocalMessage> messages) {
        throw new JobFailure(address + " is no topic", "Write it as kafka://local/topic.");
    }

    /**
     * Runs SQL statements, one after the other; a container that is not there is made.
     *
     * @param address of the container, as {@code odps://project}
     * @return what the last one answers, as people read it; may be empty
     * @throws io.datachannels.spi.JobFailure if one fails, those before it stay done; or if this service has no SQL
     */
    default String sql(String address, String statements) throws IOException {
        throw new JobFailure(address + " takes no SQL", "Write the address as odps://project.");
    }

    /** What lies under the address, one line each, as people read it; of everything if the address is empty. */
    List<String> list(String address) throws IOException;

    /**
     * Writes what lies at the address: an object's bytes, or a table's schema and its first rows.
     *
     * @throws io.datachannels.spi.JobFailure if nothing does
     */
    void show(String address, int rows, OutputStream out) throws IOException;

    /** Stops it; what it stored stays. */
    @Override
    void close();
}
