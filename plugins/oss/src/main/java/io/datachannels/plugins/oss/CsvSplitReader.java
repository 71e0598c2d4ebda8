package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.List;

/** Reads the rows of one object. */
final class CsvSplitReader implements SplitReader {
    private final ObjectSplit split;
    private final OssReaderConfig config;
    private final Schema schema;
    private final TaskContext task;
    private final CsvObject object;
    private RowLayout layout;

    CsvSplitReader(ObjectSplit split, OssReaderConfig config, Schema schema, Bucket bucket, TaskContext task) {
        this.split = split;
        this.config = config;
        this.schema = schema;
        this.task = task;
        this.object = new CsvObject(bucket.on(task), split, config);
    }

    @Override
    public boolean read(BatchBuilder batch) {
        if (split.size() == 0) {
            return false;
        }
        if (layout == null) {
            List<String> header = config.hasHeader() ? object.readHeader() : List.of();
            layout = config.everyCell()
                    ? RowLayout.everyCell(schema, config, task)
                    : RowLayout.of(config, header, split.key(), task);
        }
        CsvParser parser = object.parser();
        while (!batch.isFull()) {
            if (!parser.next()) {
                return false;
            }
            try {
                layout.add(parser, split.key(), batch);
                batch.endRow();
            } catch (RowFailure e) {
                batch.dropRow();
                task.reject(
                        split.key() + ":" + parser.line(),
                        e.column() < 0 ? null : schema.name(e.column()),
                        layout.show(parser, e.column()),
                        e.getMessage());
            }
        }
        return true;
    }

    @Override
    public double progress() {
        return object.progress();
    }

    @Override
    public void close() {
        object.close();
    }
}
