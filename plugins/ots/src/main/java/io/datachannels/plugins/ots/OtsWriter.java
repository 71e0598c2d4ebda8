package io.datachannels.plugins.ots;

import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.List;

/**
 * A table that rows are written to. They are visible at once, and writing them again changes nothing; so there is nothing to commit
 * and nothing that an abort could undo.
 */
final class OtsWriter<C> implements Writer {
    private final OtsClient client;
    private final WriteTarget<C> target;
    private final RequestWriter.Limits limits;

    /** @param client is closed with this */
    OtsWriter(OtsClient client, WriteTarget<C> target, RequestWriter.Limits limits) {
        this.client = client;
        this.target = target;
        this.limits = limits;
    }

    @Override
    public boolean isAllOrNothing() {
        return false;
    }

    @Override
    public WriterState prepare() {
        target.preparation().run();
        return WriterState.NONE;
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        return new RequestWriter<>(client.access(), target.apis(), target.encoder(), limits, task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        // Every row has been visible since the service confirmed it.
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        // What a row replaced is not known any more; the same job again brings the table to the wanted state.
    }

    @Override
    public void close() {
        client.close();
    }
}
