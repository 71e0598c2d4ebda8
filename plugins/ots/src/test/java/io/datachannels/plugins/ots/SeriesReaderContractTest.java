package io.datachannels.plugins.ots;

import io.datachannels.testkit.ReaderContract;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** otsreader with a time series table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesReaderContractTest extends ReaderContract {
    private static final long MICROS = 1_767_225_600_000_000L;
    private static final int POINTS = 300;

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        WriterJob job = new WriterJob(tables, "metrics")
                .column("_m_name", null)
                .column("_data_source", null)
                .column("_time", null)
                .column("load", "double")
                .column("state", "string")
                .column("raw", "binary");
        job.timeseries = true;
        job.writeMode = null;
        job.autoCreate = new AutoCreate(true, -1, 1);
        List<List<Object>> points = new ArrayList<>();
        points.add(List.of("wide", "", MICROS, 0.5, "x".repeat(WIDE), new byte[0]));
        for (int i = 0; i < POINTS; i++) {
            points.add(List.of("cpu", "room" + i % 3, MICROS + i, i / 8.0, "s" + i, new byte[] {(byte) i}));
        }
        job.write(points);
    }

    @Override
    protected String folder() {
        return "ots";
    }

    @Override
    protected String name() {
        return "otsreader";
    }

    @Override
    protected String parameter() {
        return parameter("cpu");
    }

    @Override
    protected String emptyParameter() {
        return parameter("nowhere");
    }

    @Override
    protected String wideParameter() {
        return parameter("wide");
    }

    private String parameter(String measurement) {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "table": "metrics",
                 "isTimeseriesTable": true, "measurementName": "%s",
                 "column": ["_m_name", "_data_source", "_tags", "_time", "load", "state", "raw"]}
                """.formatted(tables.endpoint(), Tables.INSTANCE, measurement);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            ByteBuffer raw = ByteBuffer.wrap(new byte[] {(byte) i});
            points.add(List.of("cpu", "room" + i % 3, "[]", MICROS + i, i / 8.0, "s" + i, raw));
        }
        return points;
    }
}
