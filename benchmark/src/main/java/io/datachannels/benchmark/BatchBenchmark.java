package io.datachannels.benchmark;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
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

/** What it costs to fill a batch of ten mixed columns and to read every cell of it, per row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchBenchmark {
    private static final int ROWS = 1024;
    private static final ColumnType[] TYPES = {
        ColumnType.LONG, ColumnType.TEXT, ColumnType.DOUBLE, ColumnType.BOOL, ColumnType.TIMESTAMP,
        ColumnType.TEXT, ColumnType.LONG, ColumnType.DECIMAL, ColumnType.BYTES, ColumnType.DATE
    };

    private final Batch batch = new Batch(schema(), Long.MAX_VALUE, each -> {});
    private final BigDecimal decimal = new BigDecimal("12.34");
    private final byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);

    /** One batch, in nanoseconds a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long fillAndRead() {
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

    private static Schema schema() {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : TYPES) {
            columns.add(new Column("c" + columns.size(), type));
        }
        return new Schema(columns);
    }
}
