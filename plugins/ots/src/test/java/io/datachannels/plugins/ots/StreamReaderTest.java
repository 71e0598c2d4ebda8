package io.datachannels.plugins.ots;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.StreamShard;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.testkit.TestTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of changes, and where windows end. */
class StreamReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final Changes changes = new Changes("n");

    private final long start = changes.pass(SECOND);

    private StreamJob job() {
        return new StreamJob(changes);
    }

    @Test
    void everyChangeOfACellIsARowWithItsLetter() {
        changes.put("a", 1, "n", 7, "s", "x");
        long written = changes.now();
        changes.pass(SECOND);
        changes.update("a", 1, row -> {
            row.put("n", ColumnValue.fromDouble(0.5), written - 5);
            row.deleteColumn("s", written);
            row.deleteColumns("gone");
        });
        changes.delete("a", 1);
        changes.put("b", 2);
        long end = changes.pass(SECOND);

        assertThat(job().run(start, end))
                .containsExactly(
                        asList("a", 1L, null, null, null, "DR"),
                        asList("a", 1L, "n", written, 7L, "U"),
                        asList("a", 1L, "s", written, "x", "U"),
                        asList("a", 1L, "s", written, null, "DO"),
                        asList("a", 1L, "gone", null, null, "DA"),
                        asList("a", 1L, "n", written - 5, 0.5, "U"),
                        asList("a", 1L, null, null, null, "DR"),
                        asList("b", 2L, null, null, null, "DR"));
        StreamJob job = job();
        try (Reader reader = job.open(start, end)) {
            assertThat(reader.schema().columns())
                    .containsExactly(
                            new Column("p", ColumnType.TEXT),
                            new Column("q", ColumnType.LONG),
                            new Column("columnName", ColumnType.TEXT),
                            new Column("version", ColumnType.LONG),
                            Column.untyped("value"),
                            new Column("opType", ColumnType.TEXT));
        }
        job.batchRows = 1;
        assertThat(job.run(start, end)).isEqualTo(job().run(start, end));
        job.emptyPuts = true;
        assertThat(job.run(start, end))
                .hasSize(9)
                .endsWith(asList("b", 2L, null, null, null, "DR"), asList("b", 2L, null, null, null, "U"));
    }

    @Test
    void theSequenceInfoSortsAsTheChangesCame() {
        changes.put("a", 1, "n", 1);
        changes.put("a", 2);
        long end = changes.pass(SECOND);
        String shard = new ArrayList<>(shards()).get(0).getShardId();
        String micros = "%020d".formatted(start * 1000);
        StreamJob job = job();
        job.sequence = true;
        List<Object> places =
                job.run(start, end).stream().map(row -> row.get(6)).toList();
        assertThat(places)
                .containsExactly(
                        "0000000001_" + micros + "_0000000000_" + shard + ":0000000000",
                        "0000000001_" + micros + "_0000000000_" + shard + ":0000000001",
                        "0000000001_" + micros + "_0000000001_" + shard + ":0000000000");
        job.rows(StreamColumn.named("q"));
        assertThat(job.run(start, end))
                .containsExactly(
                        List.of(1L, "0000000001_" + micros + "_0000000000_" + shard),
                        List.of(2L, "0000000001_" + micros + "_0000000001_" + shard));
    }

    private List<StreamShard> shards() {
        StreamJob job = job();
        try (OtsClient client = new OtsClient(job.config(null).access(), 1)) {
            TestTask context = TestTask.first();
            var table = client.describeWithStream(job.config(null).dataTable(), context);
            return ChangeStream.of(client, job.config(null), table.getStreamDetails())
                    .shards(context);
        }
    }

    @Test
    void everyChangeOfARowIsARowOfTheColumnsAskedFor() {
        changes.put("a", 1, "n", 1, "s", "x");
        changes.update("a", 1, row -> row.put("s", ColumnValue.fromString("y")));
        changes.update("a", 1, row -> row.put("n", ColumnValue.fromLong(2)).deleteColumns("s"));
        changes.update("a", 1, row -> row.deleteColumns("n"));
        changes.delete("a", 1);
        changes.put("a", 1, "s", "z");
        long end = changes.pass(SECOND);

        StreamJob plain = job().rows(StreamColumn.named("s"), StreamColumn.named("n"));
        assertThat(plain.run(start, end))
                .as("changes that write none of the columns are left out, as deletions are")
                .containsExactly(asList("x", 1L), asList("y", null), asList(null, 2L), asList("z", null));

        StreamJob full = job().rows(
                        StreamColumn.named("p"),
                        StreamColumn.named("n"),
                        new StreamColumn("n", StreamValue.OLD, false),
                        new StreamColumn("n", StreamValue.LATEST, false));
        full.operation = "op";
        assertThat(full.run(start, end))
                .containsExactly(
                        asList("a", 1L, null, 1L, "put"),
                        asList("a", null, 1L, 1L, "update"),
                        asList("a", 2L, 1L, 2L, "update"),
                        asList("a", null, 2L, null, "update"),
                        asList("a", null, null, null, "delete"),
                        asList("a", null, null, null, "put"));
    }

    @Test
    void originalValuesAreAskedForOnlyWhereTheStreamKeepsThem() {
        StreamJob job = job().rows(new StreamColumn("s", StreamValue.OLD, false));
        long end = changes.pass(SECOND);
        assertThatThrownBy(() -> job.open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("does not keep the original values of [s]");
    }

    @Test
    void windowsMeetWithoutGapOrOverlap() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            changes.put("a", i);
            times.add(changes.pass(Duration.ofMillis(1)));
        }
        changes.pass(SECOND);
        List<Object> read = new ArrayList<>();
        StreamJob job = job().rows(StreamColumn.named("q"));
        long from = start;
        for (int i = 6; i < 60; i += 7) {
            long to = times.get(i);
            job.run(from, to).forEach(row -> read.add(row.get(0)));
            from = to;
        }
        job.run(from, changes.now()).forEach(row -> read.add(row.get(0)));
        assertThat(read).isEqualTo(LongStream.range(0, 60).boxed().toList());
    }

    @Test
    void aWindowIsTheSameInEveryRunWithAndWithoutAStatusTable() {
        for (int first = 0; first < 2500; first += 100) {
            changes.tables()
                    .put(IntStream.range(first, first + 100)
                            .mapToObj(i -> Tables.row(Changes.TABLE, Changes.key("a", i)))
                            .toList());
            changes.pass(Duration.ofMillis(10));
        }
        long middle = changes.pass(SECOND);
        changes.put("a", 5000);
        long end = changes.pass(SECOND);
        StreamJob job = job().rows(StreamColumn.named("q"));
        List<List<Object>> first = job.run(start, middle);
        assertThat(first).hasSize(2500);
        List<List<Object>> second = job.run(middle, end);
        assertThat(second).containsExactly(List.of(5000L));
        assertThat(job.run(start, middle)).isEqualTo(first);
        assertThat(job.run(middle, end)).isEqualTo(second);
        job.status = "other";
        assertThat(job.run(middle, end)).isEqualTo(second);
        job.status = "third";
        job.seeks = true;
        assertThat(job.run(middle, end)).isEqualTo(second);
        assertThat(job.run(start, middle)).isEqualTo(first);
    }

    @Test
    void callsThatFailForAWhileAreMadeAgain() {
        changes.put("a", 1);
        long end = changes.pass(SECOND);
        for (String operation : List.of(
                "DescribeStream", "GetShardIterator", "GetStreamRecord", "GetRange", "BatchWriteRow", "GetRow")) {
            changes.tables()
                    .emulator()
                    .faults()
                    .add(Fault.of(operation, Fault.Kind.THROTTLE).times(2));
        }
        StreamJob job = job();
        assertThat(job.run(start, end)).hasSize(1);
        assertThat(job.run(end, changes.pass(SECOND))).isEmpty();
    }

    @Test
    void aWindowMustBeOver() {
        long end = changes.later().millis() - Duration.ofMinutes(5).toMillis() + 1;
        assertThatThrownBy(() -> job().open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the window ends at " + StreamWindow.show(end))
                .satisfies(e -> assertThat(((JobFailure) e).action()).contains("five minutes after the end"));
    }

    @Test
    void aTableWithoutStreamIsRefusedAndOneThatIsNoStatusTable() {
        long end = changes.pass(SECOND);
        changes.tables().create("plain", Tables.key("k", PrimaryKeyType.STRING));
        StreamJob off = job();
        off.table = "plain";
        assertThatThrownBy(() -> off.open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the stream of the table plain is off");
        StreamJob wrong = job();
        wrong.status = "plain";
        assertThatThrownBy(() -> wrong.open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the table plain is no status table");
        StreamJob missing = job();
        missing.table = "tt";
        assertThatThrownBy(() -> missing.open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the table tt does not exist");
    }

    @Test
    void aStartBeforeTheRetentionIsALoss() {
        long end = changes.pass(Duration.ofHours(23).plusMinutes(55));
        assertThatThrownBy(() -> job().open(start, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the changes of t from " + StreamWindow.show(start))
                .hasMessageContaining("for 24 hours")
                .satisfies(e -> assertThat(((JobFailure) e).action()).contains("a window that starts at"));
    }

    @Test
    void whatTheServiceRemovedBeforeItWasReadIsALoss() {
        changes.put("a", 1);
        changes.pass(SECOND);
        changes.pass(SECOND);
        changes.put("a", 2);
        long second = changes.now();
        long end = changes.pass(SECOND);
        changes.trim(second);
        for (boolean seeks : new boolean[] {false, true}) {
            StreamJob job = job();
            job.seeks = seeks;
            assertThatThrownBy(() -> job.run(start, end))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("the changes of t from " + StreamWindow.show(start) + " to "
                            + StreamWindow.show(second) + " are lost");
        }
        assertThat(job().run(second, end)).hasSize(1);
    }
}
