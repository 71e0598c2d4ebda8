package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.rest.RestClient;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;

/** Reads a range of rows. Where an answer breaks off or is damaged, it asks for the rows that are left. For one thread. */
final class RangeReader implements SplitReader {
    private static final Slot[] NO_SLOTS = {};

    private final OdpsReaderConfig config;
    private final OdpsClient client;
    private final RowRange range;
    private final Projection projection;
    private final TaskContext task;
    private final String where;
    private final RestClient rest;
    private RowStream stream;
    private long position;

    RangeReader(OdpsReaderConfig config, OdpsClient client, RowRange range, Projection projection, TaskContext task) {
        this.config = config;
        this.client = client;
        this.range = range;
        this.projection = projection;
        this.task = task;
        this.where = client.access().name(config.table()) + " " + range.describe();
        this.rest = client.call(
                task,
                "GetTunnel",
                where,
                () -> client.tunnel(task)
                        .getConfig()
                        .newRestClient(config.access().project()));
    }

    @Override
    public boolean read(BatchBuilder batch) {
        client.call(task, "DownloadData", where, () -> {
            fill(batch);
            return null;
        });
        if (position < range.count()) {
            return true;
        }
        end();
        return false;
    }

    @Override
    public double progress() {
        return range.count() == 0 ? 1 : (double) position / range.count();
    }

    @Override
    public void close() {
        drop();
    }

    private void fill(BatchBuilder batch) throws OdpsException, IOException {
        while (position < range.count() && !batch.isFull()) {
            add(projection.needsRows() ? next() : NO_SLOTS, batch);
            position++;
        }
    }

    private Slot[] next() throws OdpsException, IOException {
        try {
            if (stream == null) {
                stream = RowStream.open(
                        rest,
                        client.access(),
                        config,
                        range,
                        projection,
                        range.first() + position,
                        range.count() - position);
            }
            if (!stream.next()) {
                throw new IOException(
                        "the answer has only " + position + " of the " + range.count() + " rows of the range");
            }
            return stream.slots();
        } catch (OdpsException | IOException e) {
            drop();
            throw e;
        }
    }

    private void add(Slot[] row, BatchBuilder batch) {
        try {
            for (Projection.Cell cell : projection.cells()) {
                cell.add(row, range.partition(), batch);
            }
            batch.endRow();
        } catch (RowFailure e) {
            batch.dropRow();
            String place = "row " + (range.first() + position);
            task.reject(
                    range.partition().isEmpty() ? place : range.name() + " " + place,
                    projection.schema().name(e.column()),
                    null,
                    e.getMessage());
        }
    }

    /** What stands behind the rows must be right too; if it is not, only all rows of the range read again can be. */
    private void end() {
        if (stream == null) {
            return;
        }
        try {
            if (stream.next()) {
                throw new IOException("more rows came than were asked for");
            }
            drop();
        } catch (IOException e) {
            throw new TransientFailure("DownloadData " + where + ": " + e, e);
        }
    }

    private void drop() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
