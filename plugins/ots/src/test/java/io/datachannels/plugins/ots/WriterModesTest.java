package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.BINARY;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Writer;
import io.datachannels.testkit.TestTask.Rejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WriterModesTest {
    private static final PrimaryKeySchema ID = key("id", INTEGER);
    private static final long NOW = Instant.now().toEpochMilli();

    @AutoClose
    private final Tables tables = new Tables();

    private WriterJob cells(String table) {
        tables.create(table, Map.of(), 3, ID);
        WriterJob job = new WriterJob(tables, table).key("id", "int");
        job.mode = Mode.MULTI_VERSION;
        job.writeMode = null;
        return job;
    }

    private List<String> versions(String table) {
        List<String> shown = new ArrayList<>();
        for (var each : tables.rows(table, ID)) {
            for (var column : each.getColumns()) {
                shown.add(each.getPrimaryKey().getPrimaryKeyColumn(0).getValue() + " " + column.getName() + " "
                        + (column.getTimestamp() - NOW) + " " + column.getValue());
            }
        }
        return shown;
    }

    @Test
    void writesEveryVersionOfEveryCellAndDeletesWhatIsNull() {
        WriterJob job = cells("v");
        job.write(List.of(
                asList(1, "a", NOW - 1, 1L),
                asList(1, "a", NOW, "two"),
                asList(1, "b", NOW, 1.5),
                asList(1, "b", NOW - 1, true),
                asList(2, "d", NOW, new BigDecimal("1.10")),
                asList(2, "t", NOW, Instant.ofEpochSecond(0)),
                asList(2, "x", NOW, new byte[] {1, 2}),
                asList(1, "late", NOW, 3)));
        assertThat(versions("v"))
                .containsExactly(
                        "1 a 0 two",
                        "1 a -1 1",
                        "1 b 0 1.5",
                        "1 b -1 true",
                        "1 late 0 3",
                        "2 d 0 1.10",
                        "2 t 0 1970-01-01 00:00:00",
                        "2 x 0 [1, 2]");
        job.write(List.of(asList(1, "a", NOW, null), asList(1, "a", NOW, "again"), asList(1, "b", NOW, null)));
        assertThat(versions("v"))
                .contains("1 a 0 again", "1 a -1 1", "1 b -1 true")
                .doesNotContain("1 b 0 1.5");
    }

    @Test
    void cutsThePrefixOffAndSetsAsideWhatIsNoCell() {
        WriterJob job = cells("p");
        job.prefix = "cf:";
        job.write(List.of(
                asList(1, "cf:a", NOW, 1),
                asList(1, "other:a", NOW, 1),
                asList(1, null, NOW, 1),
                asList(1, "cf:a", null, 1),
                asList(1, "cf:a", -1L, 1),
                asList(1, "cf:", NOW, 1),
                asList(1, "cf:n", NOW, Double.NaN),
                asList(null, "cf:a", NOW, 1)));
        assertThat(versions("p")).containsExactly("1 a 0 1");
        assertThat(job.task.rejected())
                .extracting(Rejected::column)
                .containsExactly("column", "column", "version", "version", "column", "value", "r_id");
    }

    @Test
    void mergesACellsRowUpToWhatTheServiceTakes() {
        WriterJob job = cells("m");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            rows.add(asList(1, "c" + i, NOW, i));
        }
        Map<String, Integer> calls = new HashMap<>();
        tables.emulator().faults().observe(operation -> {
            synchronized (calls) {
                calls.merge(operation, 1, Integer::sum);
            }
        });
        assertThat(job.write(rows)).isEqualTo(2500);
        assertThat(calls.get("BulkImport")).isBetween(3, 4);
        assertThat(versions("m")).hasSize(2500);
    }

    @Test
    void appliesTheOperationThatARowCarries() {
        tables.create("o", ID);
        tables.put(
                row("o", keyOf("id", 1), "a", 1, "b", 1), row("o", keyOf("id", 2), "a", 2), row("o", keyOf("id", 3)));
        WriterJob job = new WriterJob(tables, "o")
                .key("id", "int")
                .column("op", "string")
                .column("a", "int")
                .column("b", "int");
        job.operationColumn = "op";
        job.nullInUpdate = NullInUpdate.KEEP;
        assertThat(job.write(List.of(
                        asList(1, "UPDATE", 10, null),
                        asList(2, "delete", null, null),
                        asList(3, "PutRow", null, 30),
                        asList(4, null, 40, null),
                        asList(2, "put", 22, null),
                        asList(3, "DELETE_ROW", null, null),
                        asList(1, "update", null, null),
                        asList(1, "upsert", 1, 1))))
                .isEqualTo(6);
        assertThat(tables.shown("o", ID)).containsExactly("1{a=10, b=1}", "2{a=22}", "4{a=40}");
        assertThat(job.task.rejected())
                .extracting(Rejected::reason)
                .containsExactly(
                        "has no value to update the row with, and nullInUpdate is keep",
                        "must be put, update or delete");
    }

    @Test
    void theOperationStandsBehindTheColumnsThatDoNotListIt() {
        tables.create("b", ID);
        WriterJob job = new WriterJob(tables, "b").key("id", "int").column("a", "int");
        job.operationColumn = "op";
        job.writeMode = null;
        assertThat(job.write(List.of(
                        asList(1, 10, "put"), asList(2, 20, "put"), asList(1, null, "delete"), asList(3, 1, null))))
                .isEqualTo(3);
        assertThat(tables.shown("b", ID)).containsExactly("2{a=20}");
        assertThat(job.task.rejected())
                .extracting(Rejected::reason)
                .containsExactly("is null, but must be put, update or delete");
    }

    private WriterJob letters(String table) {
        WriterJob job = cells(table);
        job.operationColumn = "op";
        return job;
    }

    @Test
    void appliesTheLettersThatAStreamGives() {
        WriterJob job = letters("w");
        job.write(List.of(
                asList(1, "a", NOW - 1, 1, "U"),
                asList(1, "a", NOW, 2, "U"),
                asList(1, "b", NOW, 3, "U"),
                asList(2, "a", NOW, 4, "U"),
                asList(3, null, null, null, "DR"),
                asList(3, null, null, null, "U")));
        assertThat(tables.shown("w", ID)).containsExactly("1{a=2, a=1, b=3}", "2{a=4}", "3{}");
        assertThat(job.write(List.of(
                        asList(1, "a", NOW, null, "DO"),
                        asList(1, "b", null, null, "DA"),
                        asList(1, "b", NOW + 1, 5, "U"),
                        asList(2, null, null, null, "DR"),
                        asList(2, "c", NOW, 6, "U"),
                        asList(2, "d", NOW, 7, "U"),
                        asList(2, "c", null, null, "DA"),
                        asList(3, null, null, null, "DR"),
                        asList(4, "e", NOW, null, null),
                        asList(4, "f", NOW, 8, null))))
                .isEqualTo(10);
        assertThat(tables.shown("w", ID)).containsExactly("1{a=1, b=5}", "2{d=7}", "4{f=8}");
        job.write(List.of(
                asList(5, "a", NOW, 1, "X"),
                asList(5, "a", NOW, null, "U"),
                asList(5, null, null, null, "DA"),
                asList(5, "a", null, 1, "U")));
        assertThat(job.task.rejected())
                .extracting(Rejected::column)
                .containsExactly("r_op", "value", "column", "version");
    }

    /** A deletion and the cells after it are one put, so that nobody sees the row without them. */
    @Test
    void aPutIsOneChangeAndOnlyItsRefusedCellsAreSetAside() {
        WriterJob job = letters("x");
        job.write(List.of(asList(1, "old", NOW, 0, "U"), asList(2, "old", NOW, 0, "U")));
        List<List<Object>> rows = new ArrayList<>();
        for (int id = 1; id <= 2; id++) {
            rows.add(asList(id, null, null, null, "DR"));
            for (int cell = 0; cell < 5; cell++) {
                boolean tooOld = id == 2 && cell == 3;
                rows.add(asList(id, "c" + cell, tooOld ? 1 : NOW, cell, "U"));
            }
        }
        assertThat(job.write(rows)).isEqualTo(11);
        assertThat(tables.shown("x", ID))
                .containsExactly("1{c0=0, c1=1, c2=2, c3=3, c4=4}", "2{c0=0, c1=1, c2=2, c4=4}");
        assertThat(job.task.rejected()).extracting(Rejected::position).containsExactly("10");
        assertThat(job.task.rejected().get(0).reason()).contains("Invalid timestamp");
    }

    @Test
    void aTableMadeForCellsTakesVersionsOfAnyTime() {
        WriterJob job = new WriterJob(tables, "y").key("id", "int");
        job.mode = Mode.MULTI_VERSION;
        job.writeMode = null;
        job.autoCreate = new AutoCreate(true, -1, 5);
        assertThat(job.write(List.of(asList(1, "a", 1L, "old"), asList(1, "a", NOW, "new"))))
                .isEqualTo(2);
        assertThat(versions("y")).containsExactly("1 a 0 new", "1 a " + (1 - NOW) + " old");
    }

    @Test
    void makesAMissingTableOnceTheJobIsSureToRun() {
        WriterJob job = new WriterJob(tables, "made")
                .key("s", "string")
                .key("i", "int")
                .key("x", "binary")
                .column("v", "int");
        job.writeMode = WriteMode.UPDATE_ROW;
        job.autoCreate = new AutoCreate(true, 86_400, 2);
        try (Writer writer = job.open()) {
            assertThat(writer.isAllOrNothing()).isFalse();
            assertThat(tables.emulator().tables(Tables.INSTANCE)).isEmpty();
        }
        job.write(List.of(asList("a", 1, new byte[] {1}, 5)));
        assertThat(tables.shown("made", key("s", STRING), key("i", INTEGER), key("x", BINARY)))
                .containsExactly("a,1,[1]{v=5}");
        job.write(List.of(asList("a", 1, new byte[] {1}, 6)));
        assertThat(tables.rows("made", key("s", STRING), key("i", INTEGER), key("x", BINARY))
                        .get(0)
                        .getColumns())
                .hasSize(2);
        job.autoCreate = new AutoCreate(false, -1, 1);
        job.table = "missing";
        assertThatThrownBy(job::open).isInstanceOf(JobFailure.class).hasMessageContaining("does not exist");
    }

    @Test
    void seesWhatTheServiceWouldRefuseBeforeItIsSent() {
        tables.create("l", key("k", STRING), key("x", BINARY));
        WriterJob job = new WriterJob(tables, "l")
                .key("k", "string")
                .key("x", "binary")
                .column("s", "string")
                .column("b", "binary")
                .column("d", "double");
        byte[] one = {1};
        String large = "é".repeat(1 << 20);
        job.rowsPerBatch = 3;
        assertThat(job.write(List.of(
                        asList("é".repeat(512), new byte[1024], large, new byte[2 << 20], Double.MAX_VALUE),
                        asList("é".repeat(512), new byte[1024], large, null, Double.MAX_VALUE),
                        asList("k", one, null, new byte[2 << 20], Double.MIN_VALUE),
                        asList("é".repeat(513), one, null, null, null),
                        asList("k", new byte[1025], null, null, null),
                        asList("k", one, large + "x", null, null),
                        asList("k", one, null, new byte[(2 << 20) + 1], null),
                        asList("k", one, null, null, Double.NEGATIVE_INFINITY),
                        asList("", new byte[0], "", new byte[0], -0.0))))
                .isEqualTo(3);
        assertThat(job.task.rejected())
                .extracting(Rejected::reason)
                .containsExactly(
                        "the row has 4196365 bytes; a request takes 4194304 at most",
                        "has 1026 bytes; a primary key column takes 1024 at most",
                        "has 1025 bytes; a primary key column takes 1024 at most",
                        "has 2097153 bytes; an attribute column takes 2097152 at most",
                        "has 2097153 bytes; an attribute column takes 2097152 at most",
                        "is -Infinity; Tablestore has finite numbers only");
    }
}
