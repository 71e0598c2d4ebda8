package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;

/** Writes a task's rows into the upload that all tasks share. */
final class SingleTaskWriter implements TaskWriter {
    private final SharedUpload upload;
    private final RowEncoder encoder;
    private final TaskContext task;
    private boolean begun;
    private long rows;

    SingleTaskWriter(SharedUpload upload, RowEncoder encoder, TaskContext task) {
        this.upload = upload;
        this.encoder = encoder;
        this.task = task;
    }

    @Override
    public void write(Batch batch) {
        if (!begun) {
            begun = true;
            encoder.begin(upload);
        }
        int count = batch.rows();
        for (int i = 0; i < count; i++) {
            try {
                encoder.row(batch.row(i));
                rows++;
            } catch (RowFailure e) {
                task.reject(batch, i, e);
            }
        }
    }

    @Override
    public TaskReport finish() {
        if (begun) {
            encoder.end();
        }
        return upload.pieces(rows);
    }

    /** The parts go with the upload, which is the job's. */
    @Override
    public void close() {}
}
