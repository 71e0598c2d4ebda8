package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The buckets of a store: the folders in it whose names are names of buckets. */
final class BucketStore {
    private final Layout layout;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    BucketStore(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /** Held by whoever changes which files are in the bucket; never while a body is read. */
    ReentrantLock lock(String bucket) {
        return locks.computeIfAbsent(bucket, name -> new ReentrantLock());
    }

    boolean exists(String bucket) {
        return Names.isBucket(bucket) && Files.isDirectory(layout.bucket(bucket));
    }

    void require(String bucket) {
        Names.checkBucket(bucket);
        if (!exists(bucket)) {
            throw OssError.noSuchBucket(bucket);
        }
    }

    void create(String bucket) throws IOException {
        Names.checkBucket(bucket);
        if (!exists(bucket)) {
            Map<String, String> values = Map.of("created", now().toString());
            Details.write(layout.created(bucket), layout.spare(), values);
            Files.createDirectories(layout.bucket(bucket));
        }
    }

    /**
     * Removes a bucket without objects. To be called with the lock held.
     *
     * @throws OssError BucketNotEmpty if the folder holds a file that is no object: nobody's file is deleted unseen
     */
    void delete(String bucket) throws IOException {
        try (Stream<Path> files = Files.walk(layout.bucket(bucket))) {
            if (files.anyMatch(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))) {
                throw OssError.bucketNotEmpty(bucket);
            }
        }
        ServedFolder.delete(layout.bucket(bucket));
        ServedFolder.delete(layout.uploads(bucket));
        Files.deleteIfExists(layout.created(bucket));
    }

    BucketInfo info(String bucket) throws IOException {
        require(bucket);
        try {
            return new BucketInfo(
                    bucket, Instant.parse(Details.read(layout.created(bucket)).get("created")));
        } catch (NoSuchFileException e) {
            Instant changed = Stamp.of(layout.bucket(bucket)).instant();
            return new BucketInfo(bucket, changed.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    List<BucketInfo> all() throws IOException {
        List<BucketInfo> buckets = new ArrayList<>();
        try (Stream<Path> folders = Files.list(layout.root())) {
            List<String> names = folders.map(FileNames::name)
                    .filter(name -> name != null && exists(name))
                    .sorted()
                    .toList();
            for (String name : names) {
                buckets.add(info(name));
            }
        }
        return buckets;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
