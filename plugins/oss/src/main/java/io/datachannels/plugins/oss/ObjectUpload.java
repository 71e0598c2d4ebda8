package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * One object on its way: what is put into its buffer goes out as the parts of one upload, which is left uncompleted. The bytes of a part
 * are in memory until the part is stored, and no more than that. For one thread.
 */
class ObjectUpload {
    private static final int MAX_PARTS = 10_000;

    private final String key;
    private final Uploads uploads;
    private final ObjectTraits traits;
    private final PartSizes sizes;
    private final ByteBuilder buffer;
    private final List<Part> parts = new ArrayList<>();
    private String uploadId = "";
    private long stored;
    private String crc64 = Crc64.OF_NOTHING;

    /**
     * @param buffer empty; used by one upload at a time
     */
    ObjectUpload(String key, Uploads uploads, ObjectTraits traits, PartSizes sizes, ByteBuilder buffer) {
        this.key = key;
        this.uploads = uploads;
        this.traits = traits;
        this.sizes = sizes;
        this.buffer = buffer;
    }

    final String key() {
        return key;
    }

    /** Where the object's next bytes go; see {@link #flush}. */
    final ByteBuilder buffer() {
        return buffer;
    }

    /** How many bytes the object has so far. */
    final long bytes() {
        return stored + buffer.size();
    }

    /** Stores what of the buffer makes parts, of equal size; to be called after every few bytes that were put into it. */
    void flush() {
        int size = sizes.of(parts.size() + 1);
        while (buffer.size() >= size) {
            store(size);
            size = sizes.of(parts.size() + 1);
        }
    }

    ObjectReport finish() {
        if (buffer.size() > 0) {
            store(buffer.size());
        }
        return new ObjectReport(key, uploadId, parts, stored, crc64);
    }

    void abort() {
        buffer.truncate(0);
        if (!uploadId.isEmpty()) {
            uploads.abort(key, uploadId);
        }
    }

    private void store(int length) {
        if (parts.size() == MAX_PARTS) {
            throw new JobFailure(
                    key + " has " + stored + " bytes, and an object has at most " + MAX_PARTS + " parts",
                    "Set maxFileSize or a larger blockSizeInMB, or let the reader make more and smaller tasks.");
        }
        if (uploadId.isEmpty()) {
            uploadId = uploads.initiate(key, traits);
        }
        Part part = uploads.upload(key, uploadId, parts.size() + 1, buffer.array(), length);
        add(part);
        buffer.removeFirst(length);
    }

    /** The next part, which is stored. */
    final void add(Part part) {
        parts.add(part);
        stored += part.size();
        crc64 = Crc64.combine(crc64, part.crc64(), part.size());
    }

    final List<Part> parts() {
        return parts;
    }

    final PartSizes sizes() {
        return sizes;
    }
}
