package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import java.util.List;

/** Reads the rows of csv, text and jsonl. */
final class LineReader implements PieceReader {
    private final ObjectPiece piece;
    private final Schema schema;
    private final TaskContext task;
    private final LineObject object;
    private final OssReaderConfig config;
    private final Bucket own;
    /** Of the file at hand; null if that is empty, which a header cannot be. */
    private LineLayout layout;

    LineReader(ObjectPiece piece, OssReaderConfig config, Schema schema, Bucket bucket, TaskContext task) {
        this.piece = piece;
        this.schema = schema;
        this.task = task;
        this.config = config;
        this.own = bucket.on(task);
        this.object = new LineObject(own, piece, config);
        this.layout = layout();
    }

    private LineLayout layout() {
        if (config.format() == FileFormat.JSONL) {
            return new JsonLayout(config, task);
        }
        List<String> header = config.hasHeader() ? header() : List.of();
        if (config.hasHeader() && header.isEmpty()) {
            return null;
        }
        return config.everyCell()
                ? RowLayout.everyCell(schema, config, task)
                : RowLayout.of(config, header, object.key(), task);
    }

    private List<String> header() {
        if (piece.from() == 0) {
            return object.readHeader();
        }
        ObjectPiece whole = new ObjectPiece(piece.key(), piece.size(), piece.etag(), 0, piece.size());
        try (LineObject first = new LineObject(own, whole, config)) {
            return first.readHeader();
        }
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (!object.next()) {
                if (!object.nextFile()) {
                    return false;
                }
                layout = layout();
                continue;
            }
            CsvParser parser = object.parser();
            try {
                layout.add(parser, piece.key(), batch);
                batch.endRow();
            } catch (RowFailure e) {
                batch.dropRow();
                task.reject(
                        object.place(),
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
