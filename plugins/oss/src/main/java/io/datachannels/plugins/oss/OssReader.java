package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.List;

/** What was found when the job was planned is what is read, object by object or piece by piece; no record is cut. */
final class OssReader implements Reader {
    private final OssReaderConfig config;
    private final Bucket bucket;
    private final List<StoredObject> objects;
    private final Schema schema;

    OssReader(OssReaderConfig config, Bucket bucket) {
        this.config = config;
        this.bucket = bucket;
        this.objects = new ObjectFinder(bucket, config.successOnNoObject()).find(config.objects());
        if (config.format() == FileFormat.PARQUET) {
            this.schema = parquet();
        } else {
            this.schema = config.everyCell() ? everyCell() : configured();
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> plan(int parallelism) {
        return List.copyOf(new SplitPlan(objects, config.mayCut(), parallelism).splits(objects));
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new PiecesReader(
                (ObjectSplit) split,
                piece -> config.format() == FileFormat.PARQUET
                        ? new ParquetReader(piece, config, schema, bucket, task)
                        : new LineReader(piece, config, schema, bucket, task));
    }

    @Override
    public void close() {
        bucket.close();
    }

    /** The columns that the largest object has. */
    private Schema parquet() {
        if (objects.isEmpty() || objects.get(0).size() == 0) {
            return config.everyCell() ? new Schema(List.of()) : RowLayout.schema(config.column());
        }
        ObjectRanges ranges = new ObjectRanges(bucket, ObjectPiece.whole(objects.get(0)));
        Schema result = new ParquetProjection(config, new ParquetFile(ranges), bucket.context()).schema();
        if (!config.everyCell()) {
            checkConstants(result);
        }
        return result;
    }

    /** The columns of the first line of the largest object. */
    private Schema everyCell() {
        if (config.format() == FileFormat.JSONL) {
            return new Schema(List.of(new Column("json", ColumnType.JSON)));
        }
        if (objects.isEmpty() || objects.get(0).size() == 0) {
            return new Schema(List.of());
        }
        try (LineObject object = new LineObject(bucket, ObjectPiece.whole(objects.get(0)), config)) {
            do {
                List<String> header = config.hasHeader() ? object.readHeader() : List.of();
                if (!header.isEmpty()) {
                    return RowLayout.schema(header.size(), header);
                } else if (!config.hasHeader() && object.next()) {
                    return RowLayout.schema(object.parser().cells(), List.of());
                }
            } while (object.nextFile());
            return new Schema(List.of());
        }
    }

    /** The columns of the job file, of which names must be in the header of the largest object. */
    private Schema configured() {
        Schema result = RowLayout.schema(config.column());
        checkConstants(result);
        boolean byName =
                config.format() != FileFormat.JSONL && config.column().stream().anyMatch(ReadColumn::isByName);
        if (byName && !objects.isEmpty() && objects.get(0).size() > 0) {
            try (LineObject object = new LineObject(bucket, ObjectPiece.whole(objects.get(0)), config)) {
                List<String> header = object.readHeader();
                if (!header.isEmpty()) {
                    RowLayout.of(config, header, object.key(), bucket.context());
                }
            }
        }
        return result;
    }

    private void checkConstants(Schema schema) {
        for (int i = 0; i < schema.size(); i++) {
            ReadColumn column = config.column().get(i);
            if (column.value() == null || column.value().equals(config.nullFormat())) {
                continue;
            }
            Column only = schema.columns().get(i);
            Batch batch = new Batch(new Schema(List.of(only)), 1, done -> {});
            batch.reuse();
            try {
                new CellReader(column.cellType(), column.format(), i, bucket.context())
                        .add(column.value(), batch.builder());
            } catch (RowFailure e) {
                throw new JobFailure(
                        "column[" + i + "].value " + column.value() + " " + e.getMessage(),
                        "Check the constant's value and type.",
                        e);
            }
        }
    }
}
