package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.DefinedColumnType;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnCheckTest {
    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("t", Map.of("declared", DefinedColumnType.STRING), 1, key("id", INTEGER));
        tables.put(IntStream.range(0, 300)
                .mapToObj(i -> row("t", keyOf("id", i), i < 200 ? "customer" : "late", "x"))
                .toList());
    }

    @Test
    void warnsAndNamesTheNearestOne() {
        try (Logged log = new Logged(ColumnCheck.class)) {
            assertThat(new ReaderJob(tables, "t", "id", "custmer", "customer").rows(1))
                    .hasSize(300);
            assertThat(log.messages())
                    .containsExactly("otsreader: none of the first 100 rows of t has the column custmer (did you mean"
                            + " customer?); they have customer, declared, id. Rows without it get null.");
        }
    }

    @Test
    void failsOnRequest() {
        ReaderJob job = new ReaderJob(tables, "t", "id", "zzz", "Customer", "customer");
        job.missingColumn = MissingColumn.FAIL;
        assertThatThrownBy(job::open)
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("has the column Customer (did you mean customer?), zzz; they have")
                .extracting(failure -> ((Failure) failure).action())
                .isEqualTo("Change column, or set missingColumn to warn.");
    }

    @Test
    void saysNothingOfPredefinedAndKnownColumns() {
        ReaderJob job = new ReaderJob(tables, "t", "id", "customer", "declared");
        job.missingColumn = MissingColumn.FAIL;
        assertThat(job.rows(1)).hasSize(300);
    }

    @Test
    void looksOnlyAtTheFirstRowsOfTheRange() {
        ReaderJob job = new ReaderJob(tables, "t", "late");
        job.missingColumn = MissingColumn.FAIL;
        assertThatThrownBy(job::open).isInstanceOf(JobFailure.class);
        job.range(List.of(new KeyItem("INF_MAX", null)), List.of(new KeyItem("int", "100")));
        assertThat(job.rows(1)).hasSize(199).first().isEqualTo(List.of("x"));
        job.range(List.of(new KeyItem("int", "1000")), List.of());
        assertThat(job.rows(1)).isEmpty();
    }

    @Test
    void saysNothingOnRequest() {
        ReaderJob job = new ReaderJob(tables, "t", "custmer");
        job.missingColumn = MissingColumn.IGNORE;
        try (Logged log = new Logged(ColumnCheck.class)) {
            assertThat(job.rows(1)).hasSize(300);
            assertThat(log.messages()).isEmpty();
        }
    }
}
