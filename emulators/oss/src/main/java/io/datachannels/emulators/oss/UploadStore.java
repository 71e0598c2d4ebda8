package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Multipart uploads, each a folder with the file {@code upload} and one file per part, whose name holds all that is known
 * of it: {@code NUMBER-MD5-CRC}. They outlive the process.
 */
final class UploadStore {
    private static final String OPENING = "upload";

    private final Layout layout;
    private final ObjectStore store;

    UploadStore(Layout layout, ObjectStore store) {
        this.layout = layout;
        this.store = store;
    }

    Upload start(String bucket, String key, Map<String, String> headers) throws IOException {
        store.check(bucket, key);
        Upload upload = new Upload(
                UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT), key, store.now(), headers);
        Map<String, String> values = new TreeMap<>();
        values.put("key", key);
        values.put("initiated", upload.initiated().toString());
        Details.putHeaders(values, headers);
        Details.write(folder(bucket, upload.id()).resolve(OPENING), layout.spare(), values);
        return upload;
    }

    /** @throws OssError NoSuchUpload, also if the upload is another key's */
    Upload find(String bucket, String key, String id) throws IOException {
        store.check(bucket, key);
        Upload upload = id.matches("[0-9A-F]{32}") ? read(bucket, id) : null;
        if (upload == null || !upload.key().equals(key)) {
            throw OssError.noSuchUpload(id);
        }
        return upload;
    }

    /** All uploads of the bucket by key, then by id. */
    List<Upload> list(String bucket) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (Path folder : files(layout.uploads(bucket))) {
            Upload upload = read(bucket, folder.getFileName().toString());
            if (upload != null) {
                uploads.add(upload);
            }
        }
        uploads.sort(Comparator.comparing(Upload::key, KeyOrder.BYTES).thenComparing(Upload::id));
        return uploads;
    }

    /** Takes a received body as a part, in place of an earlier one of its number. */
    void put(String bucket, Upload upload, int number, Received received) throws IOException {
        Path folder = folder(bucket, upload.id());
        String start = String.format("%05d-", number);
        Path part = folder.resolve(start + received.etag() + "-" + Long.toHexString(received.crc64()));
        ReentrantLock lock = store.lock(bucket);
        lock.lock();
        try {
            find(bucket, upload.key(), upload.id());
            Files.move(received.file(), part, StandardCopyOption.ATOMIC_MOVE);
            for (Path file : files(folder)) {
                if (file.getFileName().toString().startsWith(start) && !file.equals(part)) {
                    Files.delete(file);
                }
            }
        } finally {
            lock.unlock();
            Files.deleteIfExists(received.file());
        }
    }

    /**
     * The upload's parts by number.
     *
     * @throws OssError NoSuchUpload if it ends while they are looked at
     */
    List<Part> parts(String bucket, Upload upload) throws IOException {
        while (true) {
            try {
                return partsNow(bucket, upload);
            } catch (NoSuchFileException e) {
                // a part was replaced, which another look sees, or the upload was completed or aborted
                find(bucket, upload.key(), upload.id());
            }
        }
    }

    private List<Part> partsNow(String bucket, Upload upload) throws IOException {
        Map<Integer, Part> parts = new TreeMap<>();
        for (Path file : files(folder(bucket, upload.id()))) {
            String[] name = file.getFileName().toString().split("-");
            if (name.length == 3) {
                Stamp stamp = Stamp.of(file);
                Instant modified = stamp.instant().truncatedTo(ChronoUnit.SECONDS);
                long crc = Long.parseUnsignedLong(name[2], 16);
                Part part = new Part(Integer.parseInt(name[0]), stamp.size(), name[1], crc, modified, file);
                // two of one number are there only after a crash between rename and delete
                parts.merge(part.number(), part, (a, b) -> a.modified().isAfter(b.modified()) ? a : b);
            }
        }
        return List.copyOf(parts.values());
    }

    /**
     * Makes the parts the object, in one step, and forgets the upload.
     *
     * @param chosen in the order of their numbers
     * @throws OssError NoSuchUpload, FileAlreadyExists
     */
    ObjectInfo complete(String bucket, Upload upload, List<Part> chosen, boolean overwrite) throws IOException {
        Path whole = join(bucket, upload, chosen);
        ReentrantLock lock = store.lock(bucket);
        lock.lock();
        try {
            find(bucket, upload.key(), upload.id());
            ObjectInfo info = store.publish(bucket, whole, describe(upload, chosen), overwrite);
            forget(bucket, upload);
            return info;
        } finally {
            lock.unlock();
            Files.deleteIfExists(whole);
        }
    }

    void abort(String bucket, Upload upload) throws IOException {
        ReentrantLock lock = store.lock(bucket);
        lock.lock();
        try {
            find(bucket, upload.key(), upload.id());
            forget(bucket, upload);
        } finally {
            lock.unlock();
        }
    }

    private void forget(String bucket, Upload upload) throws IOException {
        Path gone = layout.newFile();
        Files.move(folder(bucket, upload.id()), gone, StandardCopyOption.ATOMIC_MOVE);
        ServedFolder.delete(gone);
    }

    private Path join(String bucket, Upload upload, List<Part> parts) throws IOException {
        Path whole = layout.newFile();
        try (FileChannel out = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Part part : parts) {
                Pieces.append(out, part.file());
            }
            return whole;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(whole);
            // a part is gone if the upload was completed or aborted meanwhile
            find(bucket, upload.key(), upload.id());
            throw e;
        }
    }

    private ObjectInfo describe(Upload upload, List<Part> parts) {
        MessageDigest digest = Received.newMd5();
        long size = 0;
        long crc = 0;
        for (Part part : parts) {
            digest.update(HexFormat.of().parseHex(part.etag()));
            size += part.size();
            crc = Crc64.combine(crc, part.crc64(), part.size());
        }
        String etag = Received.hex(digest.digest()) + "-" + parts.size();
        return new ObjectInfo(upload.key(), size, etag, crc, store.now(), ObjectType.MULTIPART, upload.headers());
    }

    private Upload read(String bucket, String id) throws IOException {
        try {
            Map<String, String> values = Details.read(folder(bucket, id).resolve(OPENING));
            Instant initiated = Instant.parse(values.get("initiated"));
            return new Upload(id, values.get("key"), initiated, Details.headers(values));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Path folder(String bucket, String id) {
        return layout.uploads(bucket).resolve(id);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
