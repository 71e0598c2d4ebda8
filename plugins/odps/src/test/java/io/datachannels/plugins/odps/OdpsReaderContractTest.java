package io.datachannels.plugins.odps;

import io.datachannels.testkit.ReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class OdpsReaderContractTest extends ReaderContract {
    private static final int ROWS = 2100;

    @RegisterExtension
    final Project project = new Project();

    @BeforeEach
    void fill() {
        project.sql("create table t (id bigint, note string, rate double) partitioned by (dt string, hh bigint);"
                + "alter table t add partition (dt='1', hh='0') partition (dt='2', hh='7') partition (dt='3', hh='8')");
        for (String partition : List.of("dt=1,hh=0", "dt=2,hh=7")) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(Arrays.asList((long) i, "nöte " + i, i % 5 == 0 ? null : i / 2.0));
            }
            SdkUpload.rows(project, "t", partition, rows);
        }
        project.sql("create table few (id bigint, note string)");
        byte[] noText = {(byte) 0xff, 'a'};
        SdkUpload.rows(
                project,
                "few",
                null,
                List.of(
                        List.of(1L, "one"),
                        List.of(2L, noText),
                        List.of(3L, "three".getBytes(StandardCharsets.UTF_8))));
        project.sql("create table wide (note string)");
        SdkUpload.rows(project, "wide", null, List.of(List.of("x".repeat(WIDE))));
    }

    @Override
    protected String folder() {
        return "odps";
    }

    @Override
    protected String name() {
        return "odpsreader";
    }

    @Override
    protected String parameter() {
        return parameter("\"table\": \"t\", \"partition\": [\"dt=1,hh=*\", \"dt=2,hh=7\"],"
                + " \"column\": [\"id\", \"hh\", \"'x'\", \"note\", \"rate\", \"dt\"]");
    }

    @Override
    protected String emptyParameter() {
        return parameter("\"table\": \"t\", \"partition\": [\"dt=3,hh=8\"], \"column\": [\"*\"]");
    }

    @Override
    protected String wideParameter() {
        return parameter("\"table\": \"wide\", \"column\": [\"*\"]");
    }

    @Override
    protected String dirtyParameter() {
        return parameter("\"table\": \"few\", \"column\": [\"*\"]");
    }

    private String parameter(String keys) {
        return "{" + project.connection() + ", " + keys + "}";
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Double rate = i % 5 == 0 ? null : i / 2.0;
            rows.add(Arrays.asList((long) i, 0L, "x", "nöte " + i, rate, "1"));
            rows.add(Arrays.asList((long) i, 7L, "x", "nöte " + i, rate, "2"));
        }
        return rows;
    }
}
