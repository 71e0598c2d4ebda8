package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.DefinedColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.testkit.TestTask;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadApiTest {
    private static final int ROWS = 12_000;

    private static void fill(Tables tables) {
        tables.create("t", key("id", INTEGER));
        tables.put(IntStream.range(0, ROWS)
                .mapToObj(i -> row("t", keyOf("id", i), "v", i % 7))
                .toList());
    }

    @Test
    void fallsBackToGetRangeWhereTheServiceRefusesBulkExport() {
        try (Tables tables = Tables.without("BulkExport");
                Logged log = new Logged(ReadApis.class)) {
            fill(tables);
            assertThat(new ReaderJob(tables, "t", "id", "v").rows(1))
                    .isEqualTo(LongStream.range(0, ROWS)
                            .mapToObj(i -> List.<Object>of(i, i % 7))
                            .toList());
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("GetRange", "refuses BulkExport", "OTSParameterInvalid");
        }
    }

    @Test
    void staysWithTheOperationThatTheJobFileNames() {
        try (Tables tables = Tables.without("BulkExport")) {
            fill(tables);
            ReaderJob job = new ReaderJob(tables, "t", "id");
            job.readApi = ReadApi.BULK_EXPORT;
            assertThatThrownBy(() -> job.rows(1))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("Unsupported operation");
        }
    }

    @Test
    void failsWithTheAnswerOfGetRangeWhereThatIsRefusedToo() {
        try (Tables tables = Tables.without("BulkExport")) {
            fill(tables);
            ReaderJob job = new ReaderJob(tables, "t", "id");
            try (Reader reader = job.open()) {
                tables.delete("t");
                assertThatThrownBy(() -> job.rows(reader, reader.plan(1).get(0), TestTask.first()))
                        .isInstanceOf(JobFailure.class)
                        .hasMessageContaining("OTSObjectNotExist");
            }
        }
    }

    @Test
    void readsEverythingForAStarAndSetsAsideWhatItDidNotKnowOf() {
        try (Tables tables = new Tables()) {
            tables.create("s", Map.of("defined", DefinedColumnType.STRING), 1, key("id", INTEGER));
            tables.put(IntStream.range(0, 200)
                    .mapToObj(i ->
                            i == 150 ? row("s", keyOf("id", i), "late", "x") : row("s", keyOf("id", i), "early", i))
                    .toList());
            ReaderJob job = new ReaderJob(tables, "s", "*");
            TestTask task = TestTask.first();
            try (Reader reader = job.open(task)) {
                assertThat(reader.schema().columns().stream().map(each -> each.name()))
                        .containsExactly("id", "defined", "early");
                List<List<Object>> rows = job.rows(reader, reader.plan(1).get(0), task);
                assertThat(rows).hasSize(199).contains(asList(199L, null, 199L));
            }
            assertThat(task.rejected()).singleElement().satisfies(each -> {
                assertThat(each.column()).isEqualTo("late");
                assertThat(each.value()).isEqualTo("x");
                assertThat(each.position()).contains("150");
            });
        }
    }
}
