package io.datachannels.plugins.oss;

import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tasks write parts of one upload, which the commit completes: an object of exactly the name that the job file has, with the header
 * once. What a task has too few bytes for goes with its report, and the commit puts it behind the parts of the others.
 */
final class SingleObjectWriter implements Writer {
    /** Of the 10,000 parts of an object one is left for what came with the reports. */
    static final int MOST_TASKS = 9_999 / SharedUpload.PARTS;

    private static final Logger LOG = LoggerFactory.getLogger(SingleObjectWriter.class);
    private static final int LAST_PART = 10_000;
    private static final int FIRST_CAPACITY = 64 * 1024;

    private final OssWriterConfig config;
    private final Bucket bucket;
    private final String key;
    private final ObjectNames names;
    private final byte[] header;
    private final boolean keepExisting;

    /** @param header its names; empty for none */
    SingleObjectWriter(OssWriterConfig config, List<String> header, Bucket bucket) {
        this.config = config;
        this.bucket = bucket;
        this.key = config.object();
        this.names = config.names();
        this.header = encoded(config, header, bucket);
        this.keepExisting = config.writeMode() == WriteMode.NONCONFLICT;
    }

    private static byte[] encoded(OssWriterConfig config, List<String> header, Bucket bucket) {
        if (header.isEmpty()) {
            return new byte[0];
        }
        ByteBuilder bytes = new ByteBuilder(FIRST_CAPACITY);
        // far too few bytes for a part, so nothing is uploaded
        LineEncoder encoder = new LineEncoder(config, header, bucket.context());
        ObjectUpload upload = new ObjectUpload(
                config.object(), bucket.uploads(), config.traits(), new PartSizes(config.blockSizeInMB()), bytes);
        encoder.begin(upload);
        encoder.end();
        return Arrays.copyOf(bytes.array(), bytes.size());
    }

    /** A list tells wrong keys from a missing bucket. */
    void check() {
        bucket.first(key);
    }

    @Override
    public WriterState intent() {
        return new SingleRun(bucket.context().runId(), null, null);
    }

    @Override
    public WriterState prepare() {
        if (keepExisting && bucket.find(key) != null) {
            throw new JobFailure(
                    "writeMode is nonConflict, and there is an object already: " + bucket.describe(key),
                    "Remove it, choose another object, or write with truncate.");
        }
        String runId = bucket.context().runId();
        String marker = bucket.uploads().initiate(names.marker(runId), config.traits());
        return new SingleRun(runId, bucket.uploads().initiate(key, config.traits()), marker);
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        if (task.task() >= MOST_TASKS) {
            throw new JobFailure(
                    "writeSingleObject takes the rows of at most " + MOST_TASKS + " tasks, and the reader makes more",
                    "Let the reader make fewer pieces, or leave out writeSingleObject.");
        }
        SharedUpload upload = new SharedUpload(
                key,
                bucket.on(task).uploads(),
                (SingleRun) state,
                task.task(),
                header,
                config.blockSizeInMB(),
                new ByteBuilder(FIRST_CAPACITY));
        return new SingleTaskWriter(upload, new LineEncoder(config, List.of(), task), task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        String uploadId = ((SingleRun) state).uploadId();
        List<Part> parts = new ArrayList<>();
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        boolean large =
                reports.stream().anyMatch(each -> !((SinglePieces) each).parts().isEmpty());
        if (!large) {
            small.writeBytes(header);
        }
        int headerBytes = small.size();
        for (TaskReport each : reports) {
            SinglePieces pieces = (SinglePieces) each;
            List<Part> own = new ArrayList<>(pieces.parts());
            if (parts.isEmpty() && !pieces.headed().isEmpty()) {
                own.set(0, pieces.headed().get(0));
            }
            parts.addAll(own);
            small.writeBytes(Base64.getDecoder().decode(pieces.small()));
        }
        if (!large && small.size() == headerBytes) {
            writeEmpty(uploadId);
        } else {
            complete(uploadId, parts, small.toByteArray());
        }
        removeMarker((SingleRun) state);
    }

    private void removeMarker(SingleRun run) {
        try {
            bucket.uploads().abort(names.marker(run.runId()), run.marker());
        } catch (Failure e) {
            LOG.warn(
                    "The object is complete, but the upload {} is left: {}", names.marker(run.runId()), e.getMessage());
        }
    }

    /** No task had a row. */
    private void writeEmpty(String uploadId) {
        if (config.generateEmptyFile()) {
            if (!bucket.put(key, header, config.traits(), keepExisting)) {
                StoredObject there = bucket.find(key);
                if (there == null || there.size() != header.length) {
                    throw new JobFailure(
                            bucket.describe(key) + " was written by someone else while the job ran",
                            "Remove it, or choose another object or writeMode.");
                }
            }
        } else if (!keepExisting) {
            bucket.delete(List.of(key));
        }
        bucket.uploads().abort(key, uploadId);
    }

    private void complete(String uploadId, List<Part> stored, byte[] small) {
        Uploads uploads = bucket.uploads();
        List<Part> parts = new ArrayList<>(stored);
        if (small.length > 0) {
            parts.add(uploads.unsent(LAST_PART, small));
        }
        StoredObject there = bucket.find(key);
        if (there != null && uploads.isSame(report(uploadId, parts), there)) {
            // an earlier call of the commit was here, or the object had these bytes before
            uploads.abort(key, uploadId);
            return;
        }
        if (small.length > 0) {
            parts.set(parts.size() - 1, uploads.upload(key, uploadId, LAST_PART, small, small.length));
        }
        uploads.complete(report(uploadId, parts), keepExisting);
    }

    private ObjectReport report(String uploadId, List<Part> parts) {
        long bytes = 0;
        String crc64 = Crc64.OF_NOTHING;
        for (Part each : parts) {
            bytes += each.size();
            crc64 = Crc64.combine(crc64, each.crc64(), each.size());
        }
        return new ObjectReport(key, uploadId, parts, bytes, crc64);
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        SingleRun run = (SingleRun) state;
        if (run.uploadId() == null) {
            abortPrepared(names.marker(run.runId()));
        } else {
            bucket.uploads().abort(key, run.uploadId());
            bucket.uploads().abort(names.marker(run.runId()), run.marker());
        }
    }

    /** The process died while it prepared: removes what it had begun by then, which is since the marker and before another run's. */
    private void abortPrepared(String marker) {
        Uploads uploads = bucket.uploads();
        for (UnfinishedUpload own : uploads.list(marker)) {
            long next = uploads.list(names.siblings()).stream()
                    .filter(each -> names.isMarker(each.key()) && !each.key().equals(marker))
                    .mapToLong(UnfinishedUpload::initiated)
                    .filter(each -> each >= own.initiated())
                    .min()
                    .orElse(Long.MAX_VALUE);
            for (UnfinishedUpload each : uploads.list(key)) {
                if (each.key().equals(key) && each.initiated() >= own.initiated() && each.initiated() < next) {
                    uploads.abort(key, each.id());
                }
            }
            uploads.abort(marker, own.id());
        }
    }

    @Override
    public void close() {
        bucket.close();
    }
}
