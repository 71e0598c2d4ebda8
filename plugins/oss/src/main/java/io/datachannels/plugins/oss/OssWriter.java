package io.datachannels.plugins.oss;

import io.datachannels.spi.Failure;
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
import org.apache.parquet.schema.MessageType;
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
        if (config.format() == FileFormat.PARQUET) {
            checkColumns();
        }
        if (config.successMarker()) {
            bucket.find(names.success()); // which the commit does; may it not, that is better known now
        }
        switch (config.writeMode()) {
            case TRUNCATE, NONCONFLICT -> bucket.first(names.prefix());
            case APPEND -> {
                try {
                    bucket.first(names.prefix());
                } catch (JobFailure e) {
                    if (!bucket.isDenied(e)) {
                        throw e;
                    }
                    LOG.info("The access key may not list the bucket; append mode does without.");
                }
            }
        }
    }

    @Override
    public WriterState intent() {
        return new UploadRun(bucket.context().runId(), isMarked() ? null : "");
    }

    /** Not before here is a conflict looked for: a dead run's commit, which left some of the objects, may have to be finished first. */
    @Override
    public WriterState prepare() {
        if (keepExisting) {
            List<String> existing = earlier();
            if (!existing.isEmpty()) {
                throw conflict(existing);
            }
        }
        String runId = bucket.context().runId();
        return new UploadRun(runId, isMarked() ? bucket.uploads().initiate(names.marker(runId), config.traits()) : "");
    }

    private void checkColumns() {
        MessageType parquet = ParquetSchemas.of(config, schema);
        if (parquet.getFieldCount() != schema.size()) {
            throw new JobFailure(
                    "the Parquet schema has " + parquet.getFieldCount() + " columns, but the reader delivers "
                            + schema.size(),
                    "Name every column in column or parquetSchema, or leave both out.");
        }
        ParquetZones zones = ParquetZones.of(config.parquetUtcTimestamp(), bucket.context());
        for (int i = 0; i < schema.size(); i++) {
            new ParquetCell(parquet.getType(i), i, zones, bucket.context());
        }
    }

    private boolean isMarked() {
        return config.writeMode() != WriteMode.APPEND;
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        String runId = ((UploadRun) state).runId();
        return new ObjectTaskWriter(
                config, number -> names.task(runId, task.task(), number), encoder(task), bucket, task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        Map<String, ObjectReport> objects = new HashMap<>();
        List<ObjectReport> ordered = new ArrayList<>();
        for (TaskReport each : reports) {
            for (ObjectReport object : ((TaskObjects) each).objects()) {
                objects.put(object.object(), object);
                ordered.add(object);
            }
        }
        if (keepExisting) {
            List<String> others = earlier().stream()
                    .filter(key -> !objects.containsKey(key) || !isOwn(objects.get(key)))
                    .toList();
            if (!others.isEmpty()) {
                throw conflict(others);
            }
        }
        String success = names.success();
        if (config.successMarker() && bucket.find(success) != null) {
            // An earlier run's marker must not speak for the objects of this one while they are half complete.
            bucket.delete(List.of(success));
        }
        ordered.forEach(this::complete);
        if (config.writeMode() == WriteMode.TRUNCATE) {
            removeEarlier(objects.keySet());
        }
        if (config.successMarker()) {
            bucket.put(success, new byte[0], config.traits(), false);
        }
        try {
            new LeftUploads(bucket.uploads(), names).remove((UploadRun) state);
        } catch (Failure e) {
            LOG.warn(
                    "The objects are complete, but uploads of attempts that were given up may be left: {}",
                    e.getMessage());
        }
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        RuntimeException failure = null;
        List<ObjectReport> objects = reports.stream()
                .flatMap(each -> ((TaskObjects) each).objects().stream())
                .toList();
        for (ObjectReport report : objects) {
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
        } else if (!bucket.put(report.object(), new byte[0], config.traits(), keepExisting)) {
            bucket.uploads().expect(report, Completion.EXISTS);
        }
    }

    private void removeEarlier(Set<String> written) {
        List<String> earlier =
                earlier().stream().filter(key -> !written.contains(key)).toList();
        if (!earlier.isEmpty()) {
            LOG.info(
                    "Removing {} earlier objects that the job replaces, the first {}.", earlier.size(), earlier.get(0));
            bucket.delete(earlier);
        }
    }

    /** The keys of the objects in the job's way. No more is listed than has to be looked at. */
    private List<String> earlier() {
        List<String> keys = new ArrayList<>();
        String prefix = names.prefix();
        if (!prefix.endsWith("/")) {
            // of all keys that begin with the name, the name itself comes first
            if (prefix.equals(bucket.first(prefix))) {
                keys.add(prefix);
            }
            prefix = names.siblings();
        }
        bucket.list(prefix, Integer.MAX_VALUE, names::isEarlier).forEach(each -> keys.add(each.key()));
        return keys;
    }

    /** Whether the object is there because an earlier call of the commit completed it. */
    private boolean isOwn(ObjectReport report) {
        StoredObject there = bucket.find(report.object());
        return there == null || bucket.uploads().isSame(report, there);
    }

    private JobFailure conflict(List<String> existing) {
        String shown = String.join(
                ", ", existing.stream().limit(SHOWN).map(bucket::describe).toList());
        return new JobFailure(
                "writeMode is nonConflict, and there are objects already: " + shown
                        + (existing.size() > SHOWN ? ", … " + existing.size() + " in all" : ""),
                "Remove them, choose another object, or write with truncate or append.");
    }

    private RowEncoder encoder(TaskContext task) {
        return config.format() == FileFormat.PARQUET
                ? new ParquetEncoder(config, ParquetSchemas.of(config, schema), task)
                : new LineEncoder(config, config.header(schema), task);
    }
}
