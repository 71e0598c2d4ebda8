package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirtyRowsTest {
    @TempDir
    Path folder;

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("dirty.jsonl"));
    }

    @Test
    void keepsUnreadRows() throws IOException {
        DirtyRows.Attempt attempt = new DirtyRows(folder).begin(3, 0);
        attempt.addUnread(3, "a.csv", "line 7", "id", "x\n", "is not a number");
        attempt.addUnread(3, "a.csv", "line 8", null, null, "has 2 of 3 fields");
        attempt.keep();
        assertThat(lines())
                .containsExactly(
                        "{\"side\":\"reader\",\"task\":3,\"split\":\"a.csv\",\"position\":\"line 7\",\"column\":\"id\","
                                + "\"value\":\"x\\n\",\"reason\":\"is not a number\"}",
                        "{\"side\":\"reader\",\"task\":3,\"split\":\"a.csv\",\"position\":\"line 8\",\"column\":null,"
                                + "\"value\":null,\"reason\":\"has 2 of 3 fields\"}");
    }

    @Test
    void keepsEveryCellOfUnwrittenRows() throws IOException {
        Schema schema = new Schema(List.of(
                Column.untyped("a"),
                Column.untyped("b"),
                Column.untyped("c"),
                Column.untyped("d"),
                Column.untyped("e"),
                Column.untyped("f"),
                Column.untyped("g"),
                Column.untyped("h"),
                Column.untyped("i"),
                Column.untyped("j")));
        Batch batch = new Batch(schema, 1000, each -> {});
        batch.reuse();
        batch.builder()
                .addBool(true)
                .addLong(Long.MIN_VALUE)
                .addDouble(Double.NaN)
                .addDecimal(new BigDecimal("1.50"))
                .addText("t")
                .addBytes(new byte[] {1, -1})
                .addDate(0)
                .addTimestamp(Instant.parse("2026-01-01T00:00:00.000000001Z"))
                .addJson("{\"k\":1}")
                .addNull()
                .endRow();
        DirtyRows.Attempt attempt = new DirtyRows(folder).begin(0, 0);
        attempt.addUnwritten(0, "s", batch.row(0), new RowFailure(-1, "is too large"));
        attempt.keep();
        assertThat(lines())
                .containsExactly("{\"side\":\"writer\",\"task\":0,\"split\":\"s\",\"column\":null,\"value\":null,"
                        + "\"reason\":\"is too large\",\"row\":[[\"BOOL\",true],[\"LONG\",-9223372036854775808],"
                        + "[\"DOUBLE\",\"NaN\"],[\"DECIMAL\",\"1.50\"],[\"TEXT\",\"t\"],[\"BYTES\",\"Af8=\"],"
                        + "[\"DATE\",\"1970-01-01\"],[\"TIMESTAMP\",\"2026-01-01T00:00:00.000000001Z\"],"
                        + "[\"JSON\",\"{\\\"k\\\":1}\"],null]}");
    }

    @Test
    void ofADroppedAttemptNothingIsKept() throws IOException {
        DirtyRows rows = new DirtyRows(folder);
        DirtyRows.Attempt dropped = rows.begin(0, 0);
        dropped.addUnread(0, "s", "p", null, null, "first");
        dropped.drop();
        DirtyRows.Attempt kept = rows.begin(0, 1);
        kept.addUnread(0, "s", "p", null, null, "second");
        kept.keep();
        assertThat(lines()).singleElement().asString().contains("second");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void withoutDirtyRowsThereIsNoFile() throws IOException {
        DirtyRows rows = new DirtyRows(folder);
        rows.begin(0, 0).keep();
        rows.begin(1, 0).drop();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void saysWhereTheyCannotBeKept() {
        DirtyRows.Attempt attempt = new DirtyRows(folder.resolve("gone")).begin(0, 0);
        assertThatThrownBy(() -> attempt.addUnread(0, "s", "p", null, null, "r"))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("dirty rows cannot be kept in " + folder);
    }
}
