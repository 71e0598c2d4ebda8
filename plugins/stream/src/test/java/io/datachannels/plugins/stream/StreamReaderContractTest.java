package io.datachannels.plugins.stream;

import io.datachannels.testkit.ReaderContract;
import io.datachannels.testkit.Rows;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

class StreamReaderContractTest extends ReaderContract {
    private static final int ROWS = 25;

    @Override
    protected String folder() {
        return "stream";
    }

    @Override
    protected String name() {
        return "streamreader";
    }

    @Override
    protected String parameter() {
        return """
                {"sliceRecordCount": %d, "column": [
                  {"value": "text"}, {"value": "7", "type": "long"}, {"value": "0.5", "type": "double"},
                  {"value": "true", "type": "bool"}, {"value": "1.50", "type": "decimal"},
                  {"value": "2026-01-02 03:04:05", "type": "date"}, {"value": "ab", "type": "bytes"},
                  {"value": "[1]", "type": "json"}]}
                """.formatted(ROWS);
    }

    @Override
    protected String wideParameter() {
        return "{\"sliceRecordCount\": 1, \"column\": [{\"random\": \"%d, %d\"}]}".formatted(WIDE, WIDE);
    }

    @Override
    protected List<List<Object>> expected() {
        return expected(1);
    }

    @Override
    protected List<List<Object>> expected(int parallelism) {
        List<Object> row = List.of(
                "text",
                7L,
                0.5,
                true,
                new BigDecimal("1.50"),
                Instant.parse("2026-01-02T03:04:05Z"),
                ByteBuffer.wrap("ab".getBytes(StandardCharsets.UTF_8)),
                new Rows.Json("[1]"));
        return Collections.nCopies(ROWS * parallelism, row);
    }
}
