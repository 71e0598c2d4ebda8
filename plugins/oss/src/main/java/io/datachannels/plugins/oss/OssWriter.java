package io.datachannels.plugins.oss;

import io.datachannels.spi.Column;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every task leaves an upload that only has to be completed; the commit completes them all, and only then removes what truncate
 * replaces. Until then the bucket shows what it showed before.
 */
final class OssWriter implements Writer {
    private static final Logger LOG = LoggerFactory.getLogger(OssWriter.class);
    private static final int SHOWN = 5;

    private final OssWriterConfig config;
    private final Schema schema;
    private final Bucket bucket;
    private final ObjectNames names;
    private final boolean keepExisting;

    OssWriter(OssWriterConfig config, Schema schema, Bucket bucket) {
        this.config = config;
        this.schema = schema;
        this.bucket = bucket;
        this.names = config.names();
        this.keepExisting = config.writeMode() == WriteMode.NONCONFLICT;
    }

    /** Asks for a list, which unlike asking for the bucket tells wrong keys from a missing bucket; in append mode it may be denied. */
    void check() {
        switch (config.writeMode()) {
            case TRUNCATE -> bucket.list(names.prefix(), 1, key -> true);
            case NONCONFLICT -> refuse(bucket.list(names.prefix(), SHOWN, names::isEarlier));
            case APPEND -> {
                try {
                    bucket.list(names.prefix(), 1, key -> true);
                } catch (JobFailure e) {
                    if (!e.getMessage().contains("AccessDenied")) {
                        throw e;
                    }
                    LOG.info("The access key may not list the bucket; append mode does without.");
                }
            }
        }
    }

    @Override
    public WriterState prepare() {
        String runId = bucket.context().runId();
        boolean marked = config.writeMode() != WriteMode.APPEND;
        return new UploadRun(runId, marked ? bucket.uploads().initiate(names.marker(runId)) : "");
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        String object = names.task(((UploadRun) state).runId(), task.task());
        return new CsvTaskWriter(config, object, header(), bucket, task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        Map<String, ObjectReport> objects = new HashMap<>();
        List<ObjectReport> ordered = new ArrayList<>();
        for (TaskReport each : reports) {
            ObjectReport report = (ObjectReport) each;
            if (!report.object().isEmpty()) {
                objects.put(report.object(), report);
                ordered.add(report);
            }
        }
        if (keepExisting) {
            refuse(bucket.list(names.prefix(), Integer.MAX_VALUE, names::isEarlier).stream()
                    .filter(each -> !isOwn(objects.get(each.key()), each))
                    .toList());
        }
        ordered.forEach(this::complete);
        if (config.writeMode() == WriteMode.TRUNCATE) {
            removeEarlier(objects.keySet());
        }
        new LeftUploads(bucket.uploads(), names).remove((UploadRun) state);
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        RuntimeException failure = null;
        for (TaskReport each : reports) {
            ObjectReport report = (ObjectReport) each;
            try {
                if (!report.uploadId().isEmpty()) {
                    bucket.uploads().abort(report.object(), report.uploadId());
                }
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        new LeftUploads(bucket.uploads(), names).remove((UploadRun) state);
    }

    @Override
    public void close() {
        bucket.close();
    }

    private void complete(ObjectReport report) {
        if (!report.uploadId().isEmpty()) {
            bucket.uploads().complete(report, keepExisting);
        } else if (!bucket.putEmpty(report.object(), keepExisting)) {
            bucket.uploads().expect(report, Uploads.EXISTS);
        }
    }

    private void removeEarlier(Set<String> written) {
        List<String> earlier =
                bucket
                        .list(names.prefix(), Integer.MAX_VALUE, key -> names.isEarlier(key) && !written.contains(key))
                        .stream()
                        .map(StoredObject::key)
                        .toList();
        if (!earlier.isEmpty()) {
            LOG.info(
                    "Removing {} earlier objects that the job replaces, the first {}.", earlier.size(), earlier.get(0));
            bucket.delete(earlier);
        }
    }

    /** Whether the object is there because an earlier call of the commit completed it. */
    private static boolean isOwn(ObjectReport report, StoredObject there) {
        return report != null && report.bytes() == there.size();
    }

    private void refuse(List<StoredObject> existing) {
        if (!existing.isEmpty()) {
            throw new JobFailure(
                    "writeMode is nonConflict, and there are objects already: "
                            + String.join(
                                    ", ",
                                    existing.stream()
                                            .limit(SHOWN)
                                            .map(each -> bucket.describe(each.key()))
                                            .toList())
                            + (existing.size() >= SHOWN ? ", …" : ""),
                    "Remove them, choose another object, or write with truncate or append.");
        }
    }

    private List<String> header() {
        return config.headerOfReader()
                ? schema.columns().stream().map(Column::name).toList()
                : config.headerNames();
    }
}
