package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.config.SecretText;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dirty rows in a table, through the SDK and the emulator. */
class OtsDirtySinkTest {
    private static final PrimaryKeySchema[] KEY = {
        Tables.key("run", PrimaryKeyType.STRING),
        Tables.key("task", PrimaryKeyType.INTEGER),
        Tables.key("number", PrimaryKeyType.INTEGER)
    };

    @AutoClose
    private final Tables tables = new Tables();

    private DirtySink open(boolean autoCreate) {
        Access access = new Access(
                tables.endpoint(), Tables.INSTANCE, "local", new SecretText("local"), null, null, 5000, 5000);
        return new OtsDirtySinkPlugin().open(new OtsDirtySinkConfig(access, "dirty", autoCreate), TestTask.first());
    }

    private static DirtyRow row(long number, String value, String row) {
        return new DirtyRow("run-1", 3, number, "writer", "split", "row 9", null, value, "is refused", row, "{}");
    }

    @Test
    void makesTheTableWithTheFirstRowAndOverwritesWhatComesAgain() {
        try (DirtySink sink = open(true)) {
            assertThat(tables.names()).isEmpty();
            sink.write(List.of(row(0, "a", "[null]"), row(1, null, null)));
            sink.write(List.of(row(1, "again", null)));
        }
        assertThat(tables.shown("dirty", KEY))
                .containsExactly(
                        "run-1,3,0{position=row 9, reason=is refused, row=[null], side=writer, split=split, value=a}",
                        "run-1,3,1{position=row 9, reason=is refused, side=writer, split=split, value=again}");
        try (DirtySink sink = open(false)) {
            sink.write(List.of(row(2, "b", null)));
        }
        assertThat(tables.rows("dirty", KEY)).hasSize(3);
    }

    @Test
    void rowsThatAreTooLargeForOneRequestOrOneCellAreStillThere() {
        tables.create("dirty", KEY);
        List<DirtyRow> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(row(i, "x".repeat(1_900_000), "[]"));
        }
        rows.add(row(5, "v", "é".repeat((1 << 20) + 1)));
        try (DirtySink sink = open(false)) {
            sink.write(rows);
        }
        List<String> shown = tables.shown("dirty", KEY);
        assertThat(shown).hasSize(6);
        assertThat(shown.get(5)).contains("row_omitted=longer than 2 MiB; the run folder has it", "value=v");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLE", "ERROR", "DROP", "LOSE_ANSWER"})
    void whatTheServiceRefusesForAWhileIsSentAgain(Fault.Kind kind) {
        tables.create("dirty", KEY);
        tables.emulator().faults().add(Fault.of("BatchWriteRow", kind).times(2));
        try (DirtySink sink = open(false)) {
            sink.write(List.of(row(0, "a", null), row(1, "b", null)));
        }
        assertThat(tables.rows("dirty", KEY)).hasSize(2);
    }

    @Test
    void noRowIsLeftOutWhenTheServiceRefusesOneForItself() {
        tables.create("dirty", KEY);
        tables.emulator().faults().add(Fault.of("BatchWriteRow", Fault.Kind.REFUSE_ROW));
        try (DirtySink sink = open(false)) {
            assertThatThrownBy(() -> sink.write(List.of(row(0, "a", null))))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("OTSParameterInvalid");
        }
    }

    @Test
    void aTableThatIsMissingOrOfAnotherKeyIsSaidAtOnce() {
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the table dirty does not exist");
        tables.create("dirty", Tables.key("id", PrimaryKeyType.STRING));
        for (boolean autoCreate : new boolean[] {false, true}) {
            assertThatThrownBy(() -> open(autoCreate))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("the table dirty has the primary key id STRING, but dirty rows need run STRING,"
                            + " task INTEGER, number INTEGER");
        }
    }
}
