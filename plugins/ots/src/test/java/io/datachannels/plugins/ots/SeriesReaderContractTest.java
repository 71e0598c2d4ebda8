package io.datachannels.plugins.ots;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** otsreader with a time series table. */
class SeriesReaderContractTest extends OtsReaderContractTest {
    private static final long MICROS = 1_767_225_600_000_000L;
    private static final int POINTS = 300;

    @Override
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
            points.add(List.of("t", "room" + i % 3, MICROS + i, i / 8.0, "s" + i, new byte[] {(byte) i}));
        }
        job.write(points);
    }

    @Override
    String parameter(String measurement) {
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
            points.add(List.of("t", "room" + i % 3, "[]", MICROS + i, i / 8.0, "s" + i, raw));
        }
        return points;
    }
}
