package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/** Reads the row groups of an object that begin in a piece of it; of the columns those that the job asks for. */
final class ParquetReader implements PieceReader {
    private final ObjectPiece piece;
    private final Schema schema;
    private final TaskContext task;
    private final ParquetFile file;
    private final ParquetProjection projection;
    private final Iterator<BlockMetaData> groups;
    private final long rows;
    private final Batch natural;
    private final boolean direct;
    private ParquetRows current;
    private long left;
    private long done;

    ParquetReader(ObjectPiece piece, OssReaderConfig config, Schema schema, Bucket bucket, TaskContext task) {
        this.piece = piece;
        this.schema = schema;
        this.task = task;
        this.file = new ParquetFile(new ObjectRanges(bucket.on(task), piece));
        this.projection = new ParquetProjection(config, file, task);
        this.direct = projection.isNatural() && projection.schema().columns().equals(schema.columns());
        List<BlockMetaData> own = file.rowGroups().stream()
                .filter(each -> each.getStartingPos() >= piece.from() && each.getStartingPos() < piece.to())
                .toList();
        this.groups = own.iterator();
        this.rows = own.stream().mapToLong(BlockMetaData::getRowCount).sum();
        this.natural = new Batch(
                new Schema(schema.columns().stream()
                        .map(each -> Column.untyped(each.name()))
                        .toList()),
                1,
                Long.MAX_VALUE,
                batch -> {});
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            while (left == 0) {
                if (!groups.hasNext()) {
                    return false;
                }
                open(groups.next());
            }
            left--;
            done++;
            next(batch);
        }
        return true;
    }

    private void next(BatchBuilder batch) {
        try {
            current.begin();
            try {
                add(batch);
            } catch (RowFailure e) {
                batch.dropRow();
                int column = e.column();
                task.reject(
                        piece.key() + " row " + done + (piece.isWhole() ? "" : " of its piece"),
                        column < 0 ? null : schema.name(column),
                        column < 0 ? null : projection.show(current, column),
                        e.getMessage());
            }
            current.end();
        } catch (ParquetDecodingException e) {
            throw new FatalFailure(file.name() + ": " + e.getMessage(), "See whether the object is whole.", e);
        }
    }

    /** Adds the row, where its types are not the file's by way of a batch in which they are. */
    private void add(BatchBuilder batch) {
        if (direct) {
            projection.add(current, piece.key(), done, batch);
        } else {
            natural.reuse();
            projection.add(current, piece.key(), done, natural.builder());
            natural.builder().endRow();
            convert(natural.row(0), batch, task);
        }
        batch.endRow();
    }

    @Override
    public double progress() {
        return rows == 0 ? 1 : (double) done / rows;
    }

    @Override
    public void close() {
        current = null;
    }

    private void open(BlockMetaData group) {
        left = group.getRowCount();
        current =
                new ParquetRows(file, file.read(group, projection.columns()), projection.columns(), projection.zones());
    }

    /** Adds the row in the types that the job asks for. */
    private void convert(Row row, BatchBuilder batch, JobContext job) {
        Cast cast = job.cast();
        for (int i = 0; i < row.columns(); i++) {
            ColumnType wanted = schema.columns().get(i).type();
            ColumnType type = row.typeAt(i);
            if (type == null || type == wanted) {
                batch.addCell(row, i);
                continue;
            }
            switch (wanted) {
                case TEXT -> batch.addText(cast.toText(row, i));
                case LONG -> batch.addLong(cast.toLong(row, i));
                case DOUBLE -> batch.addDouble(cast.toDouble(row, i));
                case BOOL -> batch.addBool(cast.toBool(row, i));
                case DECIMAL -> batch.addDecimal(cast.toDecimal(row, i));
                case TIMESTAMP -> batch.addTimestamp(cast.toTimestamp(row, i));
                case DATE -> batch.addDate(cast.toDate(row, i));
                case BYTES -> batch.addBytes(cast.toBytes(row, i));
                case JSON -> batch.addJson(cast.toText(row, i));
            }
        }
    }

    static void add(Object value, ColumnType type, BatchBuilder batch) {
        if (value == null) {
            batch.addNull();
        } else if (type == ColumnType.JSON) {
            batch.addJson(value instanceof String text ? text : JsonText.of(value));
        } else if (value instanceof String text) {
            batch.addText(text);
        } else if (value instanceof Long number) {
            batch.addLong(number);
        } else if (value instanceof Double number) {
            batch.addDouble(number);
        } else if (value instanceof Boolean bool) {
            batch.addBool(bool);
        } else if (value instanceof BigDecimal number) {
            batch.addDecimal(number);
        } else if (value instanceof Instant instant) {
            batch.addTimestamp(instant);
        } else if (value instanceof LocalDate date) {
            batch.addDate(date);
        } else {
            batch.addBytes((byte[]) value);
        }
    }
}
