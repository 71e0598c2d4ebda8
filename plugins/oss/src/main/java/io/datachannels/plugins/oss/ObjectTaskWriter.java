package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Failure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a task's rows as uploads that it leaves uncompleted: one object, or where a size limit is reached the next one. */
final class ObjectTaskWriter implements TaskWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectTaskWriter.class);
    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final long MEGABYTE = 1 << 20;

    private final OssWriterConfig config;
    private final IntFunction<String> names;
    private final RowEncoder encoder;
    private final Uploads uploads;
    private final TaskContext task;
    private final long maxBytes;
    private final ByteBuilder buffer = new ByteBuilder(FIRST_CAPACITY);
    private final List<ObjectReport> objects = new ArrayList<>();
    private ObjectUpload upload;
    private long rows;
    /** Of the object at hand. */
    private boolean hasRows;

    private boolean finished;

    /**
     * @param names the name of the task's object of that number, from 0
     */
    ObjectTaskWriter(
            OssWriterConfig config, IntFunction<String> names, RowEncoder encoder, Bucket bucket, TaskContext task) {
        this.config = config;
        this.names = names;
        this.encoder = encoder;
        this.uploads = bucket.on(task).uploads();
        this.task = task;
        this.maxBytes = config.maxFileSize() == null ? Long.MAX_VALUE : config.maxFileSize() * MEGABYTE;
    }

    @Override
    public void write(Batch batch) {
        int count = batch.rows();
        for (int i = 0; i < count; i++) {
            if (upload == null) {
                begin();
            }
            try {
                encoder.row(batch.row(i));
                rows++;
                hasRows = true;
            } catch (RowFailure e) {
                task.reject(batch, i, e);
            }
            if (maxBytes < Long.MAX_VALUE && upload.bytes() + encoder.pending() >= maxBytes) {
                end();
            }
        }
    }

    @Override
    public TaskReport finish() {
        boolean mayBeEmpty = objects.isEmpty() && config.generateEmptyFile();
        if (upload == null && mayBeEmpty) {
            begin();
        }
        if (upload != null && (hasRows || mayBeEmpty)) {
            end();
        } else if (upload != null) {
            upload.abort(); // every row that it was begun for was refused
        }
        finished = true;
        return new TaskObjects(objects, rows);
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            if (upload != null) {
                upload.abort();
            }
            for (ObjectReport each : objects) {
                if (!each.uploadId().isEmpty()) {
                    uploads.abort(each.object(), each.uploadId());
                }
            }
        } catch (Failure e) {
            LOG.warn("An unfinished upload of task {} could not be removed: {}", task.task(), e.getMessage());
        }
    }

    private void begin() {
        upload = new ObjectUpload(
                names.apply(objects.size()), uploads, config.traits(), new PartSizes(config.blockSizeInMB()), buffer);
        encoder.begin(upload);
        hasRows = false;
    }

    private void end() {
        encoder.end();
        objects.add(upload.finish());
        upload = null;
    }
}
