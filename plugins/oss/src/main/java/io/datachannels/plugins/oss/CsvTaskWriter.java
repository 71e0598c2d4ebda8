package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a task's rows as the parts of one upload, which it leaves uncompleted. The rows of a part are in memory until the part is
 * stored, and no more than that: a channel holds one part and the batch at hand.
 */
final class CsvTaskWriter implements TaskWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CsvTaskWriter.class);
    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final int MAX_PARTS = 10_000;

    private final String object;
    private final Uploads uploads;
    private final TaskContext task;
    private final boolean writeEmpty;
    private final PartSizes sizes;
    private final ByteBuilder buffer = new ByteBuilder(FIRST_CAPACITY);
    private final CsvEncoder encoder;
    private final List<Part> parts = new ArrayList<>();
    private String uploadId = "";
    private long rows;
    private long bytes;
    private String crc64 = Crc64.OF_NOTHING;
    private boolean finished;

    /**
     * @param header the names in the first line; empty for none
     */
    CsvTaskWriter(OssWriterConfig config, String object, List<String> header, Bucket bucket, TaskContext task) {
        this.object = object;
        this.uploads = bucket.on(task).uploads();
        this.task = task;
        this.writeEmpty = config.generateEmptyFile();
        this.sizes = new PartSizes(config.blockSizeInMB());
        this.encoder = new CsvEncoder(config, task, buffer);
        encoder.begin(header);
    }

    @Override
    public void write(Batch batch) {
        int count = batch.rows();
        for (int i = 0; i < count; i++) {
            int start = buffer.size();
            try {
                encoder.row(batch.row(i));
                rows++;
            } catch (RowFailure e) {
                buffer.truncate(start);
                task.reject(batch, i, e);
            }
            if (buffer.size() >= sizes.of(parts.size() + 1)) {
                uploadPart();
            }
        }
    }

    @Override
    public TaskReport finish() {
        if (rows == 0 && !writeEmpty && uploadId.isEmpty()) {
            finished = true;
            return new ObjectReport("", "", List.of(), 0, 0, "0");
        }
        if (buffer.size() > 0) {
            uploadPart();
        }
        finished = true;
        return new ObjectReport(object, uploadId, parts, rows, bytes, crc64);
    }

    @Override
    public void close() {
        if (finished || uploadId.isEmpty()) {
            return;
        }
        try {
            uploads.abort(object, uploadId);
        } catch (Failure e) {
            LOG.warn("The unfinished upload {} of {} could not be removed: {}", uploadId, object, e.getMessage());
        }
    }

    private void uploadPart() {
        if (parts.size() == MAX_PARTS) {
            throw new JobFailure(
                    "task " + task.task() + " has written " + bytes + " bytes, and an object has at most " + MAX_PARTS
                            + " parts",
                    "Set a larger blockSizeInMB, or let the reader make more and smaller tasks.");
        }
        if (uploadId.isEmpty()) {
            uploadId = uploads.initiate(object, ObjectTraits.CSV);
        }
        Part part = uploads.upload(object, uploadId, parts.size() + 1, buffer.array(), buffer.size());
        parts.add(part);
        bytes += part.size();
        crc64 = Crc64.combine(crc64, part.crc64(), part.size());
        buffer.truncate(0);
    }
}
