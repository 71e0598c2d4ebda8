package io.datachannels.benchmark;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowBlock;
import io.datachannels.spi.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to fill a batch of ten mixed columns and to read every cell of it, in nanoseconds a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchBenchmark {
    private static final int ROWS = 1024;
    private static final int BLOCK = 256;
    private static final ColumnType[] TYPES = {
        ColumnType.LONG, ColumnType.TEXT, ColumnType.DOUBLE, ColumnType.BOOL, ColumnType.TIMESTAMP,
        ColumnType.TEXT, ColumnType.LONG, ColumnType.DECIMAL, ColumnType.BYTES, ColumnType.DATE
    };

    private final Batch batch = new Batch(schema(), Long.MAX_VALUE, each -> {});
    private final BigDecimal decimal = new BigDecimal("12.34");
    private final byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);

    /** Cell after cell, as a reader of rows and a writer of rows do. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long fillAndReadByRow() {
        batch.reuse();
        BatchBuilder builder = batch.builder();
        for (int i = 0; i < ROWS; i++) {
            builder.addLong(i)
                    .addText("first")
                    .addDouble(i * 0.5)
                    .addBool((i & 1) == 0)
                    .addTimestamp(i, 1000);
            builder.addText("second")
                    .addLong(-i)
                    .addDecimal(decimal)
                    .addBytes(bytes)
                    .addDate(i);
            builder.endRow();
        }
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            Row row = batch.row(i);
            sum += row.longAt(0) + row.textAt(1).length() + (long) row.doubleAt(2) + (row.boolAt(3) ? 1 : 0);
            sum += row.epochSecondAt(4)
                    + row.textAt(5).length()
                    + row.longAt(6)
                    + row.decimalAt(7).scale();
            sum += row.bytesAt(8).length + row.epochDayAt(9);
        }
        return sum;
    }

    /** Column after column, 256 rows at a time, each column's type known only when it runs, as streamreader and streamwriter do. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long fillAndReadByColumn() {
        batch.reuse();
        for (int from = 0; from < ROWS; from += BLOCK) {
            RowBlock block = batch.builder().block(BLOCK);
            for (int column = 0; column < TYPES.length; column++) {
                fill(block, column, from);
            }
            block.end();
        }
        long sum = 0;
        for (int from = 0; from < ROWS; from += BLOCK) {
            for (int column = 0; column < TYPES.length; column++) {
                sum += read(column, from);
            }
        }
        return sum;
    }

    private void fill(RowBlock block, int column, long value) {
        int rows = block.rows();
        switch (TYPES[column]) {
            case LONG -> {
                for (int i = 0; i < rows; i++) {
                    block.setLong(i, column, value + i);
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < rows; i++) {
                    block.setDouble(i, column, (value + i) * 0.5);
                }
            }
            case BOOL -> {
                for (int i = 0; i < rows; i++) {
                    block.setBool(i, column, (i & 1) == 0);
                }
            }
            case TIMESTAMP -> {
                for (int i = 0; i < rows; i++) {
                    block.setTimestamp(i, column, value + i, 1000);
                }
            }
            case DATE -> {
                for (int i = 0; i < rows; i++) {
                    block.setDate(i, column, value + i);
                }
            }
            case DECIMAL -> {
                for (int i = 0; i < rows; i++) {
                    block.setDecimal(i, column, decimal);
                }
            }
            case BYTES -> {
                for (int i = 0; i < rows; i++) {
                    block.setBytes(i, column, bytes);
                }
            }
            case TEXT, JSON -> {
                for (int i = 0; i < rows; i++) {
                    block.setText(i, column, "text");
                }
            }
        }
    }

    private long read(int column, int from) {
        long sum = 0;
        switch (TYPES[column]) {
            case LONG -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).longAt(column);
                }
            }
            case DOUBLE -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += (long) batch.row(i).doubleAt(column);
                }
            }
            case BOOL -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).boolAt(column) ? 1 : 0;
                }
            }
            case TIMESTAMP -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).epochSecondAt(column);
                }
            }
            case DATE -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).epochDayAt(column);
                }
            }
            case DECIMAL -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).decimalAt(column).scale();
                }
            }
            case BYTES -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).bytesAt(column).length;
                }
            }
            case TEXT, JSON -> {
                for (int i = from; i < from + BLOCK; i++) {
                    sum += batch.row(i).textAt(column).length();
                }
            }
        }
        return sum;
    }

    private static Schema schema() {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : TYPES) {
            columns.add(new Column("c" + columns.size(), type));
        }
        return new Schema(columns);
    }
}
