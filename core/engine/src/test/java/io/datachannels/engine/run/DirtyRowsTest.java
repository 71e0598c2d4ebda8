package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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
        attempt.add(new DirtyLine("reader", 3, "a.csv", "line 7", "id", "x\n", "is not a number", null));
        attempt.add(new DirtyLine("reader", 3, "a.csv", "line 8", null, null, "has 2 of 3 fields", null));
        attempt.keep();
        assertThat(lines())
                .containsExactly(
                        "{\"side\":\"reader\",\"task\":3,\"split\":\"a.csv\",\"position\":\"line 7\",\"column\":\"id\","
                                + "\"value\":\"x\\n\",\"reason\":\"is not a number\",\"row\":null}",
                        "{\"side\":\"reader\",\"task\":3,\"split\":\"a.csv\",\"position\":\"line 8\",\"column\":null,"
                                + "\"value\":null,\"reason\":\"has 2 of 3 fields\",\"row\":null}");
    }

    private static DirtyLine line(String reason) {
        return new DirtyLine("reader", 0, "s", "p", null, null, reason, null);
    }

    @Test
    void aLongValueIsCutAndTheRowIsNot() throws IOException {
        String value = "😀".repeat(1000);
        DirtyRows.Attempt attempt = new DirtyRows(folder).begin(0, 0);
        attempt.add(new DirtyLine("writer", 0, "s", "p", "c", value, "r", JsonArray.of(List.of(JsonScalar.of(value)))));
        attempt.add(new DirtyLine("reader", 0, "s", "p", null, value, "the raw row is all there is", null));
        attempt.keep();
        assertThat(lines().get(0)).contains("\"" + "😀".repeat(500) + "…\"", "[\"" + value + "\"]");
        assertThat(lines().get(1)).contains(value);
    }

    @Test
    void halfACharacterIsKept() throws IOException {
        DirtyRows.Attempt attempt = new DirtyRows(folder).begin(0, 0);
        attempt.add(new DirtyLine("writer", 0, "s", "p", "c", "\ud83d x 😀 \ude00", "is half a character", null));
        attempt.keep();
        assertThat(lines()).singleElement().asString().contains("\\ud83d x 😀 \\ude00");
        assertThat(DirtyLine.read(lines().get(0), "run", 0).value()).isEqualTo("\ud83d x 😀 \ude00");
    }

    @Test
    void whatWasSentIsKeptAndWhatWasNotIsNot() throws IOException {
        List<DirtyRow> sent = new ArrayList<>();
        boolean[] fails = {false};
        DirtySink sink = new DirtySink() {
            @Override
            public void write(List<DirtyRow> rows) {
                if (fails[0]) {
                    throw new TransientFailure("the table is not ready", null);
                }
                assertThat(rows).hasSizeBetween(1, 200);
                sent.addAll(rows);
            }

            @Override
            public void close() {}
        };
        DirtyRows rows = new DirtyRows(
                folder, new DirtyOutlet(new Opened<>(sink, getClass().getClassLoader()), "run-1"));
        DirtyRows.Attempt first = rows.begin(4, 0);
        for (int i = 0; i < 450; i++) {
            first.add(new DirtyLine("writer", 4, "s", "row " + i, "c", "v", "r", JsonArray.of(List.of())));
        }
        first.send();
        assertThat(sent)
                .hasSize(450)
                .extracting(DirtyRow::number)
                .isEqualTo(LongStream.range(0, 450).boxed().toList());
        assertThat(sent.get(7))
                .isEqualTo(new DirtyRow("run-1", 4, 7, "writer", "s", "row 7", "c", "v", "r", "[]", lines().get(7)));
        fails[0] = true;
        DirtyRows.Attempt second = rows.begin(5, 0);
        second.add(line("unsent"));
        assertThatThrownBy(second::send).isInstanceOf(TransientFailure.class);
        second.drop();
        rows.begin(6, 0).send();
        assertThat(lines()).hasSize(450);
    }

    @Test
    void ofADroppedAttemptNothingIsKept() throws IOException {
        DirtyRows rows = new DirtyRows(folder);
        DirtyRows.Attempt dropped = rows.begin(0, 0);
        dropped.add(line("first"));
        dropped.drop();
        DirtyRows.Attempt kept = rows.begin(0, 1);
        kept.add(line("second"));
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
        assertThatThrownBy(() -> attempt.add(line("r")))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("dirty rows cannot be kept in " + folder);
    }
}
