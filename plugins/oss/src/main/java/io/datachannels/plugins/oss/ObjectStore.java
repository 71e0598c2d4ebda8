package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.util.List;

/**
 * One bucket as a service's own protocol knows it: each method is one request, which may be made again. What the service refuses and what
 * goes wrong on the way comes as one of the four kinds of failure. Safe for use from any thread.
 */
interface ObjectStore extends AutoCloseable {
    /** The object as people write it: {@code oss://bucket/key}. */
    String address(String key);

    /**
     * A page of the objects whose keys begin with the prefix, in the order of their keys.
     *
     * @param token the earlier page's; null for the first page
     * @param limit how many, 1 to 1,000
     */
    Page<StoredObject> list(String prefix, String token, int limit);

    /** What the service knows of an object, or null if there is none of that key. */
    StoredObject head(String key);

    /**
     * Begins to fetch an object's bytes.
     *
     * @param from the first byte
     * @param to the byte after the last one
     * @throws FatalFailure if the object is not the one of that ETag any more
     */
    ObjectBody get(String key, String etag, long from, long to);

    /**
     * Stores a small object in one piece.
     *
     * @return false if there is an object of that key already and it must not be replaced
     */
    boolean put(String key, byte[] bytes, ObjectTraits traits, boolean keepExisting);

    /**
     * Removes up to 1,000 objects; one that is not there counts as removed.
     *
     * @return those that were not removed
     */
    List<String> delete(List<String> keys);

    /** Begins an upload, and returns its id. */
    String initiate(String key, ObjectTraits traits);

    /** Stores the first {@code length} bytes as a part; made again, it replaces the part. */
    Part upload(String key, String id, int number, byte[] bytes, int length);

    /** How many bytes a part must have that is not the last. */
    int leastPart();

    /** What {@link #upload} would return, without storing it; its ETag may be blank where {@link #isSame} does without. */
    Part unsent(int number, byte[] bytes);

    /** Makes an object of the parts. */
    Completion complete(ObjectReport report, boolean keepExisting);

    /** Removes an upload and its parts; one that is not there counts as removed. */
    void abort(String key, String id);

    /** A page of the unfinished uploads whose keys begin with the prefix; the token as in {@link #list}. */
    Page<UnfinishedUpload> uploads(String prefix, String token);

    /** Whether the object is what was uploaded, as far as size and the service's checksum can tell. */
    boolean isSame(ObjectReport report, StoredObject there);

    /** Whether it was refused because the access key lacks a right, which some calls can do without. */
    boolean isDenied(JobFailure failure);

    @Override
    void close();
}
