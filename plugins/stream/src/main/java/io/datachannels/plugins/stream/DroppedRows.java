package io.datachannels.plugins.stream;

import io.datachannels.spi.Batch;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;

/**
 * Reads every cell and drops it: for measuring a reader or the engine. The checksum in its report is the sum of the numbers, the bits of
 * doubles, days, seconds and nanoseconds, bools as 0 and 1, the lengths of texts, JSON and bytes, and the scales of decimals; it shows that
 * the cells were read, and is the same in whatever order they came.
 */
final class DroppedRows implements TaskWriter {
    private final int task;
    private long rows;
    private long checksum;

    /** What a task dropped. */
    record Dropped(int task, long rows, long checksum) implements TaskReport {}

    DroppedRows(int task) {
        this.task = task;
    }

    @Override
    public void write(Batch batch) {
        for (int column = 0; column < batch.schema().size(); column++) {
            ColumnType type = batch.schema().columns().get(column).type();
            if (type != null) {
                checksum += sum(batch, column, type, 0, batch.rows());
                continue;
            }
            for (int row = 0; row < batch.rows(); row++) {
                Row cells = batch.row(row);
                checksum += cells.isNull(column) ? 0 : sum(batch, column, cells.typeAt(column), row, row + 1);
            }
        }
        rows += batch.rows();
    }

    @Override
    public TaskReport finish() {
        return new Dropped(task, rows, checksum);
    }

    @Override
    public void close() {}

    /** The sum over a column's rows of one type; a loop for each type, so that no cell pays for finding it out. */
    private static long sum(Batch batch, int column, ColumnType type, int from, int to) {
        long sum = 0;
        switch (type) {
            case BOOL -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += !row.isNull(column) && row.boolAt(column) ? 1 : 0;
                }
            }
            case LONG -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.longAt(column);
                }
            }
            case DOUBLE -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : Double.doubleToRawLongBits(row.doubleAt(column));
                }
            }
            case DECIMAL -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.decimalAt(column).scale();
                }
            }
            case TEXT -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.charsAt(column);
                }
            }
            case BYTES -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.bytesAt(column).length;
                }
            }
            case DATE -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.epochDayAt(column);
                }
            }
            case TIMESTAMP -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.epochSecondAt(column) + row.nanosAt(column);
                }
            }
            case JSON -> {
                for (int i = from; i < to; i++) {
                    Row row = batch.row(i);
                    sum += row.isNull(column) ? 0 : row.charsAt(column);
                }
            }
        }
        return sum;
    }
}
