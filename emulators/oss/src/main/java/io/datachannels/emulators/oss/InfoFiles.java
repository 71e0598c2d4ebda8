package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of objects beside their files. The name of such a record holds the stamp of the object's file, so it is
 * written before the file takes its place, and one that no longer fits its file is not even found: after a crash, or when
 * a user has written the file, the size, ETag and CRC are computed anew.
 */
final class InfoFiles {
    private static final int REMEMBERED = 20_000;

    private final Path folder;
    private final Path spare;
    private final Map<Address, Known> remembered = Collections.synchronizedMap(new Recent());

    InfoFiles(Path folder, Path spare) {
        this.folder = folder;
        this.spare = spare;
    }

    /**
     * What is known of the object in that file, computed if need be.
     *
     * @throws NoSuchFileException if the file is gone
     */
    ObjectInfo of(String bucket, String key, Path file) throws IOException {
        return of(bucket, key, file, Stamp.of(file));
    }

    /** As {@link #of(String, String, Path)}, of a file whose stamp was taken just now. */
    ObjectInfo of(String bucket, String key, Path file, Stamp stamp) throws IOException {
        Address address = new Address(bucket, key);
        Known known = remembered.get(address);
        if (known != null && known.stamp.equals(stamp)) {
            return known.info;
        }
        Stamp current = stamp;
        while (true) {
            ObjectInfo info = readOrCompute(bucket, key, file, current);
            if (info != null) {
                remembered.put(address, new Known(current, info));
                return info;
            }
            current = Stamp.of(file);
        }
    }

    /**
     * Null if the file no longer has that stamp. A record is written before its file takes its place and deleted after it
     * was replaced, so a file whose stamp is still the same and that has no record never had one.
     */
    private ObjectInfo readOrCompute(String bucket, String key, Path file, Stamp stamp) throws IOException {
        Path record = record(bucket, key, stamp);
        try {
            return read(key, stamp, record);
        } catch (NoSuchFileException e) {
            return stamp.equals(Stamp.of(file)) ? compute(bucket, key, file, stamp) : null;
        }
    }

    void write(String bucket, Stamp stamp, ObjectInfo info) throws IOException {
        Map<String, String> values = new TreeMap<>();
        values.put("key", info.key());
        values.put("etag", info.etag());
        values.put("crc64", Long.toUnsignedString(info.crc64()));
        values.put("modified", info.modified().toString());
        values.put("type", info.type().name());
        Details.putHeaders(values, info.headers());
        Details.write(record(bucket, info.key(), stamp), spare, values);
        remembered.put(new Address(bucket, info.key()), new Known(stamp, info));
    }

    void delete(String bucket, String key, Stamp stamp) throws IOException {
        Files.deleteIfExists(record(bucket, key, stamp));
    }

    /** The folder of a bucket's records. */
    Path folder(String bucket) {
        return folder.resolve(bucket);
    }

    private static ObjectInfo read(String key, Stamp stamp, Path record) throws IOException {
        Map<String, String> values = Details.read(record);
        return new ObjectInfo(
                key,
                stamp.size(),
                values.get("etag"),
                Long.parseUnsignedLong(values.get("crc64")),
                Instant.parse(values.get("modified")),
                ObjectType.valueOf(values.get("type")),
                Details.headers(values));
    }

    private ObjectInfo compute(String bucket, String key, Path file, Stamp stamp) throws IOException {
        Received received = Received.read(file);
        if (!stamp.equals(Stamp.of(file)) || stamp.size() != received.size()) {
            return null;
        }
        Instant modified = stamp.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> headers = Map.of("content-type", "application/octet-stream");
        ObjectInfo info = new ObjectInfo(
                key, stamp.size(), received.etag(), received.crc64(), modified, ObjectType.NORMAL, headers);
        write(bucket, stamp, info);
        return info;
    }

    private Path record(String bucket, String key, Stamp stamp) {
        byte[] digest = Received.newMd5().digest(key.getBytes(StandardCharsets.UTF_8));
        return folder(bucket).resolve(Received.hex(digest) + "-" + stamp.text());
    }

    private record Address(String bucket, String key) {}

    private record Known(Stamp stamp, ObjectInfo info) {}

    private static final class Recent extends LinkedHashMap<Address, Known> {
        Recent() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Known> eldest) {
            return size() > REMEMBERED;
        }
    }
}
