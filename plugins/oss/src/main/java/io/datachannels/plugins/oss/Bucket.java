package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The objects of a bucket, as one job or one of its tasks asks for them. Safe for use from any thread. */
final class Bucket implements AutoCloseable {
    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final String name;
    private final JobContext context;

    private Bucket(ObjectStore store, String name, JobContext context) {
        this.store = store;
        this.name = name;
        this.context = context;
    }

    static Bucket connect(Account account, JobContext job) {
        ObjectStore store = switch (account.protocol()) {
            case OSS -> new OssStore(account, job.channels());
            case S3 -> new S3Store(account);
        };
        return new Bucket(store, account.bucket(), job);
    }

    /** The same bucket over the same connections, its calls made and counted for a task. Not to be closed. */
    Bucket on(JobContext task) {
        return new Bucket(store, name, task);
    }

    Uploads uploads() {
        return new Uploads(this, store);
    }

    String name() {
        return name;
    }

    JobContext context() {
        return context;
    }

    /** The object as people write it. */
    String describe(String key) {
        return store.address(key);
    }

    /** What a reader says when the object that it was to read is not there any more. */
    static FatalFailure replaced(String object) {
        return new FatalFailure(
                object + " was replaced or removed while the job read it",
                "Run the job again when nothing writes to its source.");
    }

    boolean isDenied(JobFailure failure) {
        return store.isDenied(failure);
    }

    /** The wanted objects whose keys begin with the prefix, in the order of their keys; up to a limit. */
    List<StoredObject> list(String prefix, int limit, Predicate<String> wanted) {
        List<StoredObject> found = new ArrayList<>();
        String token = null;
        do {
            Page<StoredObject> page = page(prefix, token, Math.min(limit, PAGE));
            for (StoredObject each : page.items()) {
                if (found.size() < limit && wanted.test(each.key())) {
                    found.add(each);
                }
            }
            token = page.next();
        } while (token != null && found.size() < limit);
        return found;
    }

    /** The first key in the bucket that begins with the prefix, or null. */
    String first(String prefix) {
        List<StoredObject> items = page(prefix, null, 1).items();
        return items.isEmpty() ? null : items.get(0).key();
    }

    /** What the service knows of an object, or null if there is none of that key. */
    StoredObject find(String key) {
        return context.call("HeadObject", () -> store.head(key));
    }

    /** Begins to fetch an object's bytes, in one call of its own that is made by the caller's; see {@link ObjectStore#get}. */
    ObjectBody open(String key, String etag, long from, long to) {
        return store.get(key, etag, from, to);
    }

    /**
     * Stores a small object in one piece.
     *
     * @return false if there is an object of that key already and it must not be replaced
     */
    boolean put(String key, byte[] bytes, ObjectTraits traits, boolean keepExisting) {
        return context.call("PutObject", () -> store.put(key, bytes, traits, keepExisting));
    }

    /** Removes objects; one that is not there counts as removed. */
    void delete(List<String> keys) {
        for (int from = 0; from < keys.size(); from += PAGE) {
            List<String> page = keys.subList(from, Math.min(keys.size(), from + PAGE));
            List<String> left = context.call("DeleteObjects", () -> store.delete(page));
            if (!left.isEmpty()) {
                throw new FatalFailure(
                        "the service did not remove " + left.size() + " objects, of them " + describe(left.get(0)),
                        "See why it cannot be removed, such as a retention policy, and remove it.");
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private Page<StoredObject> page(String prefix, String token, int limit) {
        return context.call("ListObjectsV2", () -> store.list(prefix, token, limit));
    }
}
