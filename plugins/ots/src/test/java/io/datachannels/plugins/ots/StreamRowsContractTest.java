package io.datachannels.plugins.ots;

import io.datachannels.testkit.ReaderContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** In row mode, with the operation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRowsContractTest extends ReaderContract {
    private static final int ROWS = 60;

    @AutoClose
    private final Changes changes = new Changes();

    private long start;
    private long end;

    @BeforeAll
    void fill() {
        start = changes.pass(Duration.ofSeconds(1));
        for (int i = 0; i < ROWS; i++) {
            changes.put("a", i, "n", i, "other", 1);
        }
        changes.update("a", 0, "n", 5);
        changes.delete("a", 1);
        end = changes.pass(Duration.ofSeconds(1));
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
        return parameter(start, end);
    }

    @Override
    protected String emptyParameter() {
        return parameter(end, end + 1000);
    }

    private String parameter(long from, long to) {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "dataTable": "t",
                 "statusTable": "status", "startTimestampMillis": %d, "endTimestampMillis": %d, "enableSeekIterator": true,
                 "mode": "single_version_and_update_only", "operationColumn": "op", "column": [{"name": "q"}, "n"]}
                """.formatted(changes.tables().endpoint(), Tables.INSTANCE, from, to);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < ROWS; i++) {
            rows.add(List.of(i, i, "put"));
        }
        rows.add(List.of(0L, 5L, "update"));
        rows.add(Arrays.asList(1L, null, "delete"));
        return rows;
    }
}
