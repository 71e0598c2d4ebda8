package io.datachannels.plugins.ots;

import io.datachannels.testkit.ReaderContract;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamReaderContractTest extends ReaderContract {
    private static final int ROWS = 120;

    @AutoClose
    private final Changes changes = new Changes();

    private long start;
    private long end;
    private long wideEnd;

    @BeforeAll
    void fill() {
        changes.split("m");
        start = changes.pass(Duration.ofSeconds(1));
        for (int i = 0; i < ROWS; i++) {
            changes.put(i % 2 == 0 ? "a" : "z", i, "s", "text " + i, "x", new byte[] {1});
        }
        changes.split("c");
        changes.update("a", 0, "n", 5);
        end = changes.pass(Duration.ofSeconds(1));
        changes.put("a", 1, "w", "x".repeat(WIDE));
        wideEnd = changes.pass(Duration.ofSeconds(1));
    }

    @Override
    protected String folder() {
        return "ots";
    }

    @Override
    protected String name() {
        return "otsstreamreader";
    }

    @Override
    protected String parameter() {
        return parameter(start, end, "");
    }

    @Override
    protected String emptyParameter() {
        return parameter(wideEnd, wideEnd + 1000, "");
    }

    @Override
    protected String wideParameter() {
        return parameter(end, wideEnd, """
                , "mode": "single_version_and_update_only", "column": ["p", "w"]""");
    }

    private String parameter(long from, long to, String more) {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "dataTable": "t",
                 "statusTable": "status", "startTimestampMillis": "%d", "endTimestampMillis": %d%s}
                """.formatted(changes.tables().endpoint(), Tables.INSTANCE, from, to, more);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < ROWS; i++) {
            String p = i % 2 == 0 ? "a" : "z";
            rows.add(Arrays.asList(p, i, null, null, null, "DR"));
            rows.add(Arrays.asList(p, i, "s", start, "text " + i, "U"));
            rows.add(Arrays.asList(p, i, "x", start, ByteBuffer.wrap(new byte[] {1}), "U"));
        }
        rows.add(Arrays.asList("a", 0L, "n", start, 5L, "U"));
        return rows;
    }
}
