package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Appends to objects. The object is written anew each time, so that a crash cannot leave half of an append. */
final class Appender {
    private final ObjectStore store;

    Appender(ObjectStore store) {
        this.store = store;
    }

    /**
     * Appends the received bytes.
     *
     * @param position where the caller takes the object's end to be
     * @param headers kept with the object if the append creates it
     * @throws OssError ObjectNotAppendable, PositionNotEqualToLength
     */
    ObjectInfo append(String bucket, String key, long position, Received received, Map<String, String> headers)
            throws IOException {
        ReentrantLock lock = store.lock(bucket);
        lock.lock();
        try {
            Optional<ObjectInfo> old = store.find(bucket, key);
            check(old, position);
            String etag = old.map(ObjectInfo::etag).orElse("");
            Path whole = old.isPresent() ? joined(bucket, key, received.file()) : received.file();
            ObjectInfo info = new ObjectInfo(
                    key,
                    position + received.size(),
                    Received.hex(
                            Received.newMd5().digest((etag + received.etag()).getBytes(StandardCharsets.US_ASCII))),
                    Crc64.combine(old.map(ObjectInfo::crc64).orElse(0L), received.crc64(), received.size()),
                    store.now(),
                    ObjectType.APPENDABLE,
                    old.map(ObjectInfo::headers).orElse(headers));
            return store.publish(bucket, whole, info, true);
        } finally {
            lock.unlock();
            Files.deleteIfExists(received.file());
        }
    }

    private static void check(Optional<ObjectInfo> old, long position) {
        if (old.isPresent() && old.get().type() != ObjectType.APPENDABLE) {
            throw new OssError(409, "ObjectNotAppendable", "The object is not appendable.");
        }
        long length = old.map(ObjectInfo::size).orElse(0L);
        if (position != length) {
            throw new OssError(409, "PositionNotEqualToLength", "Position is not equal to file length.")
                    .header("x-oss-next-append-position", Long.toString(length));
        }
    }

    private Path joined(String bucket, String key, Path piece) throws IOException {
        Path whole = store.newFile();
        try (Content old = store.content(bucket, key);
                FileChannel out = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Pieces.append(out, old.channel(), old.info().size());
            Pieces.append(out, piece);
            return whole;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(whole);
            throw e;
        }
    }
}
