package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Objects as plain files {@code folder/BUCKET/KEY}, with or without a server on the folder. A file that a user puts there
 * is an object, one that a user changes is a changed object. An object is replaced in one step, so that even a killed
 * process leaves the old or the new one. Safe for use from many threads.
 */
public final class ObjectStore {
    /** The most that one put or one append may bring, in bytes: 5 GB. */
    static final long LARGEST_BODY = 5L << 30;

    private final Layout layout;
    private final Clock clock;
    private final BucketStore buckets;
    private final InfoFiles infos;
    private final Lister lister;

    private ObjectStore(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
        this.buckets = new BucketStore(layout, clock);
        this.infos = new InfoFiles(layout.infos(), layout.spare());
        this.lister = new Lister(infos);
    }

    /**
     * The store in that folder, which is made if need be.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public static ObjectStore in(Path folder) {
        return in(folder, Clock.systemUTC());
    }

    static ObjectStore in(Path folder, Clock clock) {
        Layout layout = new Layout(folder);
        try {
            layout.create();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        return new ObjectStore(layout, clock);
    }

    /** Makes the bucket; no error if it is there. */
    public void createBucket(String bucket) throws IOException {
        buckets.create(bucket);
    }

    public boolean hasBucket(String bucket) {
        return buckets.exists(bucket);
    }

    /** All buckets by name. */
    public List<BucketInfo> buckets() throws IOException {
        return buckets.all();
    }

    /** @throws OssError NoSuchBucket */
    public BucketInfo bucket(String bucket) throws IOException {
        return buckets.info(bucket);
    }

    /** @throws OssError NoSuchBucket, BucketNotEmpty */
    public void deleteBucket(String bucket) throws IOException {
        ReentrantLock lock = buckets.lock(bucket);
        lock.lock();
        try {
            buckets.require(bucket);
            if (new KeyWalk(layout.bucket(bucket), "", "").next() != null
                    || !uploads().list(bucket).isEmpty()) {
                throw OssError.bucketNotEmpty(bucket);
            }
            buckets.delete(bucket);
            ServedFolder.delete(infos.folder(bucket));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stores the stream's bytes; until that is done the object is what it was.
     *
     * @param headers kept with the object, names in lower case
     * @throws OssError NoSuchBucket, InvalidObjectName, EntityTooLarge (over 5 GB)
     */
    public ObjectInfo put(String bucket, String key, InputStream body, Map<String, String> headers) throws IOException {
        check(bucket, key);
        Received received = receive(body, LARGEST_BODY);
        return publish(bucket, received.file(), normal(key, received, headers), true);
    }

    /** What is known of the object, if it is there. */
    public Optional<ObjectInfo> find(String bucket, String key) throws IOException {
        check(bucket, key);
        while (true) {
            Path file = paths(bucket).find(key);
            if (file == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(infos.of(bucket, key, file));
            } catch (NoSuchFileException e) {
                // deleted or moved aside between the two looks
                continue;
            }
        }
    }

    /**
     * The object's bytes from the beginning; to be closed.
     *
     * @throws OssError NoSuchBucket, NoSuchKey
     */
    public InputStream open(String bucket, String key) throws IOException {
        return content(bucket, key).from(0);
    }

    /**
     * Up to 1,000 keys that begin with the prefix, in the order of their bytes.
     *
     * @param delimiter groups keys up to its first place behind the prefix; "" for none
     * @param after {@link ListPage#next()} of the page before, "" for the first
     * @throws OssError NoSuchBucket
     */
    public ListPage list(String bucket, String prefix, String delimiter, String after) throws IOException {
        return list(bucket, prefix, delimiter, after, 1000);
    }

    ListPage list(String bucket, String prefix, String delimiter, String after, int limit) throws IOException {
        buckets.require(bucket);
        return lister.list(bucket, layout.bucket(bucket), prefix, delimiter, after, limit);
    }

    /**
     * Deletes the object; false if there was none.
     *
     * @throws OssError NoSuchBucket
     */
    public boolean delete(String bucket, String key) throws IOException {
        check(bucket, key);
        ReentrantLock lock = buckets.lock(bucket);
        lock.lock();
        try {
            KeyPaths paths = paths(bucket);
            boolean deleted = false;
            for (Path file = paths.find(key); file != null; file = paths.find(key)) {
                Stamp stamp = Stamp.of(file);
                Files.delete(file);
                infos.delete(bucket, key, stamp);
                paths.prune(file);
                deleted = true;
            }
            return deleted;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the object, sure that its details are those of the opened bytes. */
    Content content(String bucket, String key) throws IOException {
        while (true) {
            ObjectInfo info = find(bucket, key).orElseThrow(() -> OssError.noSuchKey(key));
            Path file = paths(bucket).find(key);
            if (file != null) {
                Content content = open(bucket, info, file);
                if (content != null) {
                    return content;
                }
            }
        }
    }

    private Content open(String bucket, ObjectInfo info, Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            if (channel.size() == info.size()
                    && info.equals(find(bucket, info.key()).orElse(null))) {
                return new Content(info, channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    Received receive(InputStream body, long limit) throws IOException {
        return Received.write(layout.newFile(), body, limit);
    }

    ObjectInfo normal(String key, Received received, Map<String, String> headers) {
        return new ObjectInfo(
                key, received.size(), received.etag(), received.crc64(), now(), ObjectType.NORMAL, headers);
    }

    /**
     * Makes a written file the object, in one step.
     *
     * @throws OssError NoSuchBucket, FileAlreadyExists; the file is gone then
     */
    ObjectInfo publish(String bucket, Path written, ObjectInfo info, boolean overwrite) throws IOException {
        ReentrantLock lock = buckets.lock(bucket);
        lock.lock();
        try {
            buckets.require(bucket);
            KeyPaths paths = paths(bucket);
            Path old = paths.find(info.key());
            if (old != null && !overwrite) {
                throw OssError.exists(info.key());
            }
            Stamp before = old == null ? null : Stamp.of(old);
            Stamp stamp = Stamp.distinct(written, before);
            infos.write(bucket, stamp, info);
            Files.move(written, paths.place(info.key()), StandardCopyOption.ATOMIC_MOVE);
            if (before != null) {
                infos.delete(bucket, info.key(), before);
            }
            return info;
        } finally {
            lock.unlock();
            Files.deleteIfExists(written);
        }
    }

    void checkAbsent(String bucket, String key) throws IOException {
        if (find(bucket, key).isPresent()) {
            throw OssError.exists(key);
        }
    }

    void check(String bucket, String key) {
        buckets.require(bucket);
        Names.checkKey(key);
    }

    ReentrantLock lock(String bucket) {
        return buckets.lock(bucket);
    }

    UploadStore uploads() {
        return new UploadStore(layout, this);
    }

    Appender appender() {
        return new Appender(this);
    }

    Layout layout() {
        return layout;
    }

    Path newFile() {
        return layout.newFile();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private KeyPaths paths(String bucket) {
        return new KeyPaths(layout.bucket(bucket));
    }
}
