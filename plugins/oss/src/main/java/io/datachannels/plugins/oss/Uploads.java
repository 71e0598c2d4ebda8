package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;

/** The multipart uploads of a bucket. An upload is invisible until it is completed. Safe for use from any thread. */
final class Uploads {
    private final Bucket bucket;
    private final ObjectStore store;
    private final JobContext context;

    Uploads(Bucket bucket, ObjectStore store) {
        this.bucket = bucket;
        this.store = store;
        this.context = bucket.context();
    }

    String initiate(String key, ObjectTraits traits) {
        return context.call("InitiateMultipartUpload", () -> store.initiate(key, traits));
    }

    /** Stores the first {@code length} bytes as a part; made again, it replaces the part. */
    Part upload(String key, String id, int number, byte[] bytes, int length) {
        return context.call("UploadPart", () -> store.upload(key, id, number, bytes, length));
    }

    /** How many bytes a part must have that is not the last. */
    int leastPart() {
        return store.leastPart();
    }

    /** What {@link #upload} would return, without storing it. */
    Part unsent(int number, byte[] bytes) {
        return store.unsent(number, bytes);
    }

    /**
     * Makes the object visible. Again after it was done, or after its answer was lost, it finds the object and is content.
     *
     * @param keepExisting whether an object of that name must not be replaced
     */
    void complete(ObjectReport report, boolean keepExisting) {
        Completion answer = context.call("CompleteMultipartUpload", () -> store.complete(report, keepExisting));
        if (answer != Completion.DONE) {
            expect(report, answer);
        }
    }

    /** Removes an upload and its parts; one that is not there counts as removed. */
    void abort(String key, String id) {
        context.call("AbortMultipartUpload", () -> {
            store.abort(key, id);
            return null;
        });
    }

    /** The unfinished uploads whose keys begin with the prefix. */
    List<UnfinishedUpload> list(String prefix) {
        List<UnfinishedUpload> found = new ArrayList<>();
        String token = null;
        do {
            Page<UnfinishedUpload> page = page(prefix, token);
            found.addAll(page.items());
            token = page.next();
        } while (token != null);
        return found;
    }

    boolean isDenied(JobFailure failure) {
        return store.isDenied(failure);
    }

    /** Whether the object is what was uploaded. */
    boolean isSame(ObjectReport report, StoredObject there) {
        return store.isSame(report, there);
    }

    /** Makes sure that the object is there as it was uploaded. */
    void expect(ObjectReport report, Completion answer) {
        StoredObject there = bucket.find(report.object());
        String name = bucket.describe(report.object());
        if (there != null && isSame(report, there)) {
            if (answer == Completion.EXISTS && !report.uploadId().isEmpty()) {
                abort(report.object(), report.uploadId());
            }
            return;
        }
        if (answer == Completion.EXISTS) {
            throw new JobFailure(
                    name + " was written by someone else while the job ran",
                    "Remove it, or choose another object or writeMode.");
        }
        throw new FatalFailure(
                name + " could not be completed (" + answer + "): expected " + report.bytes() + " bytes with checksum "
                        + report.crc64() + ", "
                        + (there == null
                                ? "but there is no such object"
                                : "but it has " + there.size() + " bytes with checksum " + there.crc64()),
                "See who aborts uploads or writes to this name, such as a lifecycle rule or another job, and run the job again.");
    }

    private Page<UnfinishedUpload> page(String prefix, String token) {
        return context.call("ListMultipartUploads", () -> store.uploads(prefix, token));
    }
}
