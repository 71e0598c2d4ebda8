package io.datachannels.plugins.ots;

import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.WriterContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** otswriter with a time series table. */
class SeriesWriterContractTest extends WriterContract {
    private static final long MICROS = 1_767_225_600_000_000L;
    private static final List<String> COLUMNS = List.of("_m_name", "_time", "bool", "long", "double", "text", "bytes");

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeEach
    void create() {
        WriterJob job = new WriterJob(tables, "metrics").column("_m_name", null).column("_time", null);
        job.timeseries = true;
        job.writeMode = null;
        job.autoCreate = new AutoCreate(true, -1, 1);
        job.write(List.of());
    }

    @Override
    protected String folder() {
        return "ots";
    }

    @Override
    protected String name() {
        return "otswriter";
    }

    @Override
    protected String parameter() {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "table": "metrics",
                 "isTimeseriesTable": true, "column": [{"name": "_m_name"}, {"name": "_time"}, {"name": "bool", "type": "bool"},
                   {"name": "long", "type": "int"}, {"name": "double", "type": "double"},
                   {"name": "text", "type": "string"}, {"name": "bytes", "type": "binary"}]}
                """.formatted(tables.endpoint(), Tables.INSTANCE);
    }

    @Override
    protected Schema schema() {
        return new Schema(COLUMNS.stream().map(Column::untyped).toList());
    }

    @Override
    protected List<Object> sample(long id) {
        Object sometimes = id % 4 == 3 ? null : ByteBuffer.wrap(("bytes " + id).getBytes(StandardCharsets.UTF_8));
        return new ArrayList<>(
                Arrays.asList("m" + id % 3, MICROS + id, id % 2 == 0, id, id / 8.0, "käse " + id, sometimes));
    }

    @Override
    protected List<Object> refused(long id) {
        List<Object> row = sample(id);
        row.set(1, "no time");
        return row;
    }

    @Override
    protected boolean waitsForCommit() {
        return false;
    }

    @Override
    protected List<List<Object>> visible() {
        ReaderJob job = new ReaderJob(tables, "metrics", COLUMNS.toArray(String[]::new));
        job.timeseries = true;
        return job.rows(1).stream()
                .map(row -> row.stream()
                        .map(cell -> cell instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : cell)
                        .toList())
                .toList();
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return row;
    }
}
