package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rows go: tables, partitions, partitions that rows name. */
class OdpsWriterTest {
    private static final String REPLACE = "\"column\": [\"*\"], \"truncate\": true";
    private static final String ADD = "\"column\": [\"*\"], \"truncate\": false";

    @RegisterExtension
    final Project project = new Project();

    @Test
    void columnsGoByNameAndTheOthersAreNull() {
        project.sql("create table t (a bigint, b string, c string)");
        try (WriteRun run = WriteRun.open(project, 2, "\"column\": [\"C\", \"a\"], \"truncate\": false")) {
            run.task(List.of("x", 1L)).commit();
        }
        assertThat(project.rows("t", null)).containsExactly(Arrays.asList(1L, null, "x"));
    }

    @Test
    void theOldRowsAreThereUntilTheCommitReplacesThem() {
        project.sql("create table t (a bigint) partitioned by (dt string, hh string);"
                + "insert into t partition (dt='1', hh='2') values (1), (2);"
                + "insert into t partition (dt='1', hh='3') values (3)");
        try (WriteRun run = WriteRun.open(project, 1, REPLACE + ", \"partition\": \"dt='1' , hh = 2\"")) {
            run.task(List.of(4L)).task(List.of(5L));
            assertThat(project.rows("t", "dt=1,hh=2")).containsExactly(List.of(1L), List.of(2L));
            run.commit();
        }
        assertThat(project.rows("t", "dt=1,hh=2")).containsExactlyInAnyOrder(List.of(4L), List.of(5L));
        assertThat(project.rows("t", "dt=1,hh=3")).containsExactly(List.of(3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dt=1/hh=2", "hh=\\\"02\\\",DT=1", " dt = 1 , hh = '2' "})
    void aMissingPartitionIsMade(String partition) {
        project.sql("create table t (a bigint) partitioned by (dt string, hh bigint)");
        try (WriteRun run = WriteRun.open(project, 1, ADD + ", \"partition\": \"" + partition + "\"")) {
            run.task(List.of(4L)).commit();
        }
        assertThat(project.sql("show partitions t").strip()).isEqualTo("dt=1/hh=2");
        assertThat(project.rows("t", "dt=1,hh=2")).containsExactly(List.of(4L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"*\"] | dt=1 | the table has the partition column hh, which neither partition nor column names",
                "[\"*\"] | dt=1,hh=2,mm=3 | partition names mm, which is no partition column; they are dt, hh",
                "[\"amuont\"] | dt=1,hh=1 | the table has no column amuont; did you mean amount?",
                "[\"amount\",\"dt\"] | dt=1,hh=1 | the partition column dt is in both partition and column",
                "[\"note\"] | dt=1,hh=1 | column must have amount, which cannot be null",
                "[\"amount\",\"note\",\"x\"] | dt=1,hh=1 | column has 3 names, but the reader delivers 2 columns"
            })
    void whatDoesNotFitTheTableIsToldWithTheNames(String column, String partition, String message) {
        project.sql("create table t (amount bigint not null, note string) partitioned by (dt string, hh string)");
        String more = "\"truncate\": true, \"column\": " + column + ", \"partition\": \"" + partition + "\"";
        assertThatThrownBy(() -> WriteRun.open(project, 2, more))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("p.t: ")
                .hasMessageContaining(message)
                .satisfies(each -> assertThat(((JobFailure) each).action()).contains("amount, dt, hh, note"));
        assertThat(project.sql("show partitions t").strip()).isEmpty();
    }

    @Test
    void allColumnsAreAsManyAsTheReaders() {
        project.sql("create table t (a bigint, b bigint)");
        assertThatThrownBy(() -> WriteRun.open(project, 3, ADD))
                .isInstanceOf(JobFailure.class)
                .hasMessage("p.t: the table has 2, but the reader delivers 3 columns");
    }

    @Test
    void aPartitionOfATableWithoutIsTold() {
        project.sql("create table t (a bigint)");
        assertThatThrownBy(() -> WriteRun.open(project, 1, REPLACE + ", \"partition\": \"dt=1\""))
                .isInstanceOf(JobFailure.class)
                .hasMessage("p.t: partition names dt, but the table has no partitions");
    }

    @Test
    void aPartitionOfNumbersTakesNumbers() {
        project.sql("create table t (a bigint) partitioned by (hh bigint)");
        assertThatThrownBy(() -> WriteRun.open(project, 1, REPLACE + ", \"partition\": \"hh=first\""))
                .isInstanceOf(JobFailure.class)
                .hasMessage("p.t: the partition column hh takes whole numbers, not first");
    }

    @Test
    void aTypeThatCannotBeWrittenIsTold() {
        project.sql("create table t (a interval_day_time)");
        assertThatThrownBy(() -> WriteRun.open(project, 1, ADD))
                .isInstanceOf(JobFailure.class)
                .hasMessage("the column a has the type INTERVAL_DAY_TIME, which cannot be written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"column\": [] | column",
                "\"column\": [\"a\", \"A\"] | column[1]",
                "\"column\": [\"a\", \"*\"] | column[1]",
                "\"column\": [\"a b\"] | column[0]",
                "\"column\": [{\"name\": \"a\", \"type\": \"text\"}] | column[0].type",
                "\"column\": [\"*\"], \"partition\": \"dt\" | partition",
                "\"column\": [\"*\"], \"partition\": \"dt=\" | partition",
                "\"column\": [\"*\"], \"partition\": \"dt=1,dt=2\" | partition",
                "\"column\": [\"*\"], \"blockSizeInMB\": 4 | blockSizeInMB",
                "\"column\": [\"*\"], \"maxFieldLength\": 9000000 | maxFieldLength",
                "\"column\": [\"*\"], \"preSql\": [\"select 1\", \" \"] | preSql[1]",
                "\"column\": [\"*\"], \"autoCreate\": {\"lifecycle\": 0} | autoCreate.lifecycle",
                "\"column\": [\"*\"], \"maxPartitions\": 0 | maxPartitions"
            })
    void badKeysAreToldWithTheirPlace(String keys, String place) {
        assertThatThrownBy(() -> WriteRun.config(project, "\"truncate\": false, " + keys))
                .isInstanceOf(JobFileException.class)
                .hasMessageContaining("parameter." + place + " (line 1");
    }

    @Test
    void noRowsDoNotEmptyThePartitionUnlessTheJobSaysSo() {
        project.sql(
                "create table t (a bigint) partitioned by (dt string); insert into t partition (dt='1') values (1)");
        String partition = ", \"partition\": \"dt=1\"";
        try (WriteRun run = WriteRun.open(project, 1, REPLACE + partition)) {
            run.task();
            FatalFailure failure = catchThrowableOfType(FatalFailure.class, run::beforeCommit);
            assertThat(failure).hasMessageContaining("there are no rows");
            assertThat(failure.action()).contains("allowEmptyOverwrite");
        }
        assertThat(project.rows("t", "dt=1")).hasSize(1);
        try (WriteRun run = WriteRun.open(project, 1, ADD + partition)) {
            run.task().commit();
        }
        assertThat(project.rows("t", "dt=1")).hasSize(1);
        try (WriteRun run = WriteRun.open(project, 1, REPLACE + partition + ", \"allowEmptyOverwrite\": true")) {
            run.task().commit();
        }
        assertThat(project.rows("t", "dt=1")).isEmpty();
    }

    @Test
    void rowsNameTheirPartitions() {
        project.sql("create table t (a bigint) partitioned by (dt string, hh bigint);"
                + "insert into t partition (dt='1', hh='1') values (1);"
                + "insert into t partition (dt='9', hh='9') values (9)");
        String more = "\"column\": [\"dt\", \"a\", \"hh\"], \"truncate\": true";
        try (WriteRun run = WriteRun.open(project, 3, more)) {
            run.task(List.of("1", 10L, 1L), List.of("2", 20L, "02"), Arrays.asList(null, 1L, 1L))
                    .task(List.of("1", 11L, "1"), List.of("a/b", 1L, 1L), List.of("", 1L, 1L), List.of("3", "x", 1L));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::reason)
                    .containsExactly(
                            "is null, which a partition cannot be (for dt)",
                            "has a comma, slash, quote, equals sign, blank at an end or control character, which a partition cannot have (for dt)",
                            "is empty, which a partition cannot be (for dt)",
                            "is not a number (for a)");
            assertThat(project.rows("t", "dt=1,hh=1")).containsExactly(List.of(1L));
            run.commit();
        }
        assertThat(project.sql("show partitions t").lines())
                .containsExactlyInAnyOrder("dt=1/hh=1", "dt=2/hh=2", "dt=9/hh=9");
        assertThat(project.rows("t", "dt=1,hh=1")).containsExactlyInAnyOrder(List.of(10L), List.of(11L));
        assertThat(project.rows("t", "dt=2,hh=2")).containsExactly(List.of(20L));
        assertThat(project.rows("t", "dt=9,hh=9")).as("no row named it").containsExactly(List.of(9L));
    }

    @Test
    void oneLevelMayBeTheJobsAndOneTheRows() {
        project.sql("create table t (a bigint) partitioned by (dt string, hh string)");
        try (WriteRun run = WriteRun.open(
                project, 2, "\"column\": [\"a\", \"hh\"], \"partition\": \"dt=7\", \"truncate\": false")) {
            run.task(List.of(1L, "x"), List.of(2L, "y")).commit();
        }
        assertThat(project.rows("t", "dt=7,hh=x")).containsExactly(List.of(1L));
        assertThat(project.rows("t", "dt=7,hh=y")).containsExactly(List.of(2L));
    }

    /** A value that is refused must not stand for the partition of the next row. */
    @Test
    void aRowBehindARefusedOneGoesToItsOwnPartition() {
        project.sql("create table t (a bigint) partitioned by (dt string, hh string)");
        try (WriteRun run = WriteRun.open(project, 3, "\"column\": [\"a\", \"dt\", \"hh\"], \"truncate\": false")) {
            run.task(List.of(1L, "1", "h"), List.of(2L, "2", "a/b"), List.of(3L, "2", "h"))
                    .commit();
            assertThat(run.rejected()).hasSize(1);
        }
        assertThat(project.rows("t", "dt=1,hh=h")).containsExactly(List.of(1L));
        assertThat(project.rows("t", "dt=2,hh=h")).containsExactly(List.of(3L));
    }

    @Test
    void tooManyPartitionsAreAMistake() {
        project.sql("create table t (a bigint) partitioned by (dt string)");
        try (WriteRun run =
                WriteRun.open(project, 2, "\"column\": [\"a\", \"dt\"], \"truncate\": false, \"maxPartitions\": 2")) {
            assertThatThrownBy(() -> run.task(List.of(1L, 1L), List.of(2L, 2L), List.of(3L, 3L)))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("the rows name more than 2 partitions, the last dt=3");
        }
    }

    @Test
    void aMissingTableIsMadeInTheReadersTypesOrThoseGiven() {
        String more =
                "\"column\": [\"a\", {\"name\": \"b\", \"type\": \"array<decimal(5,2)>\"}, \"hh\"], \"truncate\": true,"
                        + " \"partition\": \"dt=1\", \"autoCreate\": {\"partitionColumns\": [\"HH\"], \"lifecycle\": 7}";
        try (WriteRun run = WriteRun.open(project, 3, more)) {
            run.task(List.of(1L, "[1.25]", "h")).commit();
        }
        var table = project.odps().tables().get("t").getSchema();
        assertThat(table.getColumns())
                .extracting(each -> each.getName() + " " + each.getTypeInfo().getTypeName())
                .containsExactly("a STRING", "b ARRAY<DECIMAL(5,2)>");
        assertThat(table.getPartitionColumns())
                .extracting(each -> each.getName())
                .containsExactly("dt", "hh");
        try (WriteRun run = WriteRun.open(project, 3, more)) {
            run.task(List.of(2L, "[]", "h")).commit();
        }
        assertThat(ReadRun.rows(project, "\"table\": \"t\", \"column\": [\"a\"], \"partition\": [\"dt=1,hh=h\"]"))
                .containsExactly(List.of("2"));
    }

    @Test
    void aMissingTableIsToldIfItIsNotToBeMade() {
        assertThatThrownBy(() -> WriteRun.open(project, 1, ADD))
                .isInstanceOf(JobFailure.class)
                .hasMessage("there is no table p.t");
        assertThatThrownBy(() -> WriteRun.open(project, 1, ADD + ", \"autoCreate\": false"))
                .isInstanceOf(JobFailure.class);
    }

    @Test
    void aPartitionThatIsThereNeedsNoSql() {
        project.sql("create table t (a bigint) partitioned by (dt string); alter table t add partition (dt='1')");
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        project.faults().observe(seen::add);
        try (WriteRun run = WriteRun.open(project, 1, ADD + ", \"partition\": \"dt=1\"")) {
            run.task(List.of(1L)).commit();
        }
        assertThat(seen).contains("GetPartition").doesNotContain("CreateInstance");
    }

    @Test
    void aFullBlockIsSentAndTheNextBegun() {
        project.sql("create table t (a string)");
        Random random = new Random(7);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            char[] text = new char[1_000_000];
            for (int j = 0; j < text.length; j++) {
                text[j] = (char) (' ' + random.nextInt(90));
            }
            rows.add(List.of(new String(text)));
        }
        for (String compress : List.of("none", "zlib", "zstd")) {
            try (WriteRun run =
                    WriteRun.open(project, 1, REPLACE + ", \"blockSizeInMB\": 8, \"compress\": \"" + compress + "\"")) {
                run.taskOf(rows).taskOf(rows.subList(0, 1));
                assertThat(run.uploads(0).get(0).blocks()).hasSizeBetween(3, 4);
                assertThat(run.uploads(1).get(0).blocks())
                        .hasSize(1)
                        .doesNotContainAnyElementsOf(run.uploads(0).get(0).blocks());
                run.commit();
            }
            assertThat(project.rows("t", null)).as(compress).hasSize(25).containsAll(rows);
        }
    }

    @Test
    void blocksOfManyPartitionsShareTheMemoryOfOne() {
        project.sql("create table t (a bigint) partitioned by (dt string)");
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 120; i++) {
            rows.add(List.of(i, i % 30));
        }
        try (WriteRun run =
                WriteRun.open(project, 2, "\"column\": [\"a\", \"dt\"], \"truncate\": false, \"blockSizeInMB\": 8")) {
            run.taskOf(rows);
            assertThat(run.uploads(0))
                    .hasSize(30)
                    .anySatisfy(each -> assertThat(each.blocks()).hasSizeGreaterThan(1));
            run.commit();
        }
        assertThat(ReadRun.rows(project, "\"table\": \"t\", \"column\": [\"a\"], \"partition\": [\"dt=*\"]"))
                .hasSize(120);
    }

    @Test
    void blocksGetSmallerWhereMemoryIsShortAndNoLargerThanItIs() {
        OdpsWriterConfig usual = WriteRun.config(project, ADD);
        long gigabyte = 1L << 30;
        assertThat(usual.blockBytes(4, gigabyte)).isEqualTo(64L << 20);
        assertThat(usual.blockBytes(16, gigabyte)).isEqualTo(32L << 20);
        assertThat(usual.blockBytes(90, gigabyte)).isEqualTo(8L << 20);
        OdpsWriterConfig large = WriteRun.config(project, ADD + ", \"blockSizeInMB\": 512");
        assertThat(large.blockBytes(1, gigabyte)).isEqualTo(512L << 20);
        JobFailure failure = catchThrowableOfType(JobFailure.class, () -> large.blockBytes(16, gigabyte));
        assertThat(failure)
                .hasMessage("16 channels with a block of 512 MB each need 8192 MB, and Java may take 1024 MB in all");
        assertThat(failure.action()).contains("-Xmx17g");
    }

    @Test
    void aReplayAdds() {
        OdpsWriterConfig config =
                WriteRun.config(project, REPLACE + ", \"partition\": \"dt=1\", \"preSql\": [\"drop table t\"]");
        OdpsWriterConfig adding = new OdpsWriterPlugin().adding(config);
        assertThat(adding.truncate()).isFalse();
        assertThat(adding.partition()).isEqualTo("dt=1");
        assertThat(adding.preSql()).isEmpty();
    }
}
