package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.spi.Column;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdpsReaderTest {
    private static final String EVERY = "\"table\": \"t\", \"column\": [\"*\"]";

    @RegisterExtension
    final Project project = new Project();

    /** Rows with the numbers from 0 on. */
    private void numbers(String table, String partition, int rows) {
        SdkUpload.rows(
                project,
                table,
                partition,
                IntStream.range(0, rows)
                        .mapToObj(i -> List.<Object>of((long) i))
                        .toList());
    }

    private void partitions() {
        project.sql("create table t (id bigint) partitioned by (dt string, hh string);"
                + "insert into t partition (dt='20240101', hh='00') values (1);"
                + "insert into t partition (dt='20240101', hh='12') values (2);"
                + "insert into t partition (dt='20240102', hh='00') values (3);"
                + "insert into t partition (dt='2024.103', hh='00') values (4)");
    }

    private List<Object> ids(String... partition) {
        String list = List.of(partition).stream()
                .map(each -> "\"" + each.replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(","));
        return ReadRun.rows(project, EVERY + ", \"partition\": [" + list + "]").stream()
                .map(each -> each.get(0))
                .toList();
    }

    private List<String> seen() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        project.faults().observe(seen::add);
        return seen;
    }

    private JobFailure fails(String keys) {
        return catchThrowableOfType(JobFailure.class, () -> ReadRun.rows(project, keys));
    }

    @Test
    void columnsComeInTheOrderOfTheJobFile() {
        project.sql("create table t (a bigint, b string, c double) partitioned by (dt string, n int);"
                + "insert into t partition (dt='x', n='7') values (1, 'one', 1.5)");
        String partition = ", \"table\": \"t\", \"partition\": [\"dt=x,n=7\"]";
        try (ReadRun run = ReadRun.open(
                project, "\"column\": [\"C\", \"'it''s'\", \"n\", \"a\", \"c\", \" dt \", \"''\"]" + partition)) {
            assertThat(run.schema().columns())
                    .extracting(Column::name)
                    .containsExactly("c", "'it''s'", "n", "a", "c", "dt", "''");
            assertThat(run.rows()).containsExactly(List.of(1.5, "it''s", 7L, 1L, 1.5, "x", ""));
        }
        assertThat(ReadRun.rows(project, "\"column\": [\"*\", \"dt\"]" + partition))
                .containsExactly(List.of(1L, "one", 1.5, "x"));
        project.sql("create table u (amount bigint, name string)");
        assertThat(fails("\"table\": \"u\", \"column\": [\"amuont\"]"))
                .hasMessage("table p.u has no column amuont")
                .satisfies(each -> assertThat(each.action()).isEqualTo("Did you mean amount?"));
        assertThat(fails("\"column\": [\"elsewhere\"]" + partition).action())
                .isEqualTo("It has a, b, c, dt, n; a constant stands in single quotes.");
    }

    @Test
    void constantsAndPartitionsAloneNeedNoRowsToBeSent() {
        partitions();
        List<String> seen = seen();
        assertThat(ReadRun.rows(
                        project,
                        "\"table\": \"t\", \"column\": [\"dt\", \"'x'\"], \"partition\": [\"dt=20240101,hh=*\"]"))
                .containsExactly(List.of("20240101", "x"), List.of("20240101", "x"));
        assertThat(seen).doesNotContain("DownloadData");
    }

    @Test
    void ofVeryManyColumnsAllAreSent() {
        String columns = IntStream.range(0, 300)
                .mapToObj(i -> "a_column_with_a_long_name_" + i)
                .collect(Collectors.joining(" bigint, "));
        project.sql("create table t (" + columns + " bigint, last string);"
                + "insert into t (a_column_with_a_long_name_7, last) values (7, 'z')");
        String wanted = IntStream.range(0, 300)
                .mapToObj(i -> "\"a_column_with_a_long_name_" + (299 - i) + "\"")
                .collect(Collectors.joining(","));
        List<Object> row = ReadRun.rows(project, "\"table\": \"t\", \"column\": [" + wanted + "]")
                .get(0);
        assertThat(row).hasSize(300);
        assertThat(row.get(299 - 7)).isEqualTo(7L);
    }

    @Test
    void partitionsAreFoundByValueAndByPattern() {
        partitions();
        assertThat(ids("dt=20240101,hh=12")).containsExactly(2L);
        assertThat(ids(" hh = '12' / dt = \"20240101\" ")).containsExactly(2L);
        assertThat(ids("DT=20240101,hh=*")).containsExactly(1L, 2L);
        assertThat(ids("dt=202401*,hh=00")).containsExactly(1L, 3L);
        assertThat(ids("dt=2024.10?,hh=00")).as("a dot is a dot").containsExactly(4L);
        assertThat(ids("dt=*,hh=?2", "dt=20240101,hh=*")).as("each once").containsExactly(1L, 2L);
        assertThat(ids("/*query*/ dt > '20240101' and hh = '00'", "dt=2024.103,hh=*"))
                .containsExactly(4L, 3L);
        assertThat(ReadRun.rows(project, EVERY + ", \"partition\": \"dt=20240102,hh=00\""))
                .containsExactly(List.of(3L));
    }

    @Test
    void partitionsThatAreNotThereAreToldOrLetPass() {
        partitions();
        JobFailure none = fails(EVERY + ", \"partition\": [\"dt=2025*,hh=*\"]");
        assertThat(none).hasMessage("no partition of p.t matches dt=2025*,hh=*");
        assertThat(none.action())
                .contains("It has dt=2024.103,hh=00, dt=20240101,hh=00")
                .contains("successOnNoPartition");
        assertThat(ReadRun.rows(
                        project, EVERY + ", \"partition\": [\"dt=2025*,hh=*\"], \"successOnNoPartition\": true"))
                .isEmpty();
        assertThat(fails(EVERY)).hasMessage("table p.t has partitions by dt, hh, but partition is missing");
        for (String bad : List.of("dt=1", "dt=1,hh=2,hh=3", "dt=1,day=2", "dt,hh=1", "20240101")) {
            assertThat(fails(EVERY + ", \"partition\": [\"" + bad + "\"]"))
                    .hasMessageContaining("partition \"" + bad + "\" does not name every level")
                    .satisfies(each -> assertThat(each.action()).contains("dt=*,hh=*"));
        }
        project.sql("create table plain (id bigint)");
        assertThat(fails("\"table\": \"plain\", \"column\": [\"*\"], \"partition\": [\"dt=1\"]"))
                .hasMessageContaining("table p.plain has no partitions");
    }

    @Test
    void rangesAreOfOneSession() {
        project.sql("create table t (id bigint)");
        numbers("t", null, 5003);
        List<String> seen = seen();
        try (ReadRun run = ReadRun.open(project, EVERY)) {
            List<Split> plan = run.plan();
            assertThat(plan)
                    .extracting(Split::describe)
                    .containsExactly(
                            "rows 0-832",
                            "rows 833-1665",
                            "rows 1666-2498",
                            "rows 2499-3331",
                            "rows 3332-4164",
                            "rows 4165-5002");
            project.sql("insert into t values (-1)");
            List<Object> ids = new ArrayList<>();
            plan.forEach(each -> run.rows(each).forEach(row -> ids.add(row.get(0))));
            assertThat(ids).as("what came later is not there").isEqualTo(LongRange.of(5003));
        }
        assertThat(Collections.frequency(seen, "CreateDownload")).isEqualTo(1);
        assertThat(seen).as("no split asks for the session").doesNotContain("GetDownload");
    }

    @Test
    void manyPartitionsOrThoseOfSplitModeAreReadWhole() {
        project.sql("create table t (id bigint) partitioned by (dt string)");
        for (int i = 0; i < 9; i++) {
            project.sql("insert into t partition (dt='" + i + "') values (" + i + ")");
        }
        try (ReadRun run = ReadRun.open(project, EVERY + ", \"partition\": [\"dt=*\"]")) {
            List<String> seen = seen();
            assertThat(run.plan()).hasSize(9).extracting(Split::describe).contains("dt=3 all rows");
            assertThat(seen).as("tasks make sessions of their own").containsExactly("ListPartitions");
            assertThat(run.rows()).hasSize(9);
        }
        try (ReadRun run =
                ReadRun.open(project, EVERY + ", \"partition\": [\"dt=3\", \"dt=4\"], \"splitMode\": \"Partition\"")) {
            assertThat(run.plan()).extracting(Split::describe).containsExactly("dt=3 all rows", "dt=4 all rows");
            assertThat(run.rows()).containsExactly(List.of(3L), List.of(4L));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"compress\": \"none\"",
                "\"compress\": \"zstd\"",
                "\"compress\": \"ZLIB\"",
                "\"isCompress\": \"true\"",
                "\"isCompress\": true, \"compress\": \"zstd\""
            })
    void rowsMayComeCompressed(String compress) {
        project.sql("create table t (id bigint)");
        numbers("t", null, 20_000);
        assertThat(ReadRun.rows(project, EVERY + ", " + compress)).hasSize(20_000);
    }

    /** Only the engine tries again, and what came before the break is not read twice. */
    @ParameterizedTest
    @CsvSource({
        "truncate, none",
        "truncate, zlib",
        "truncate, zstd",
        "short, none",
        "short, zstd",
        "drop, none",
        "error, none",
        "throttle, none",
        "lose-answer, none"
    })
    void anAnswerThatBreaksOffIsGoneOnWith(String kind, String compress) {
        project.sql("create table t (id bigint)");
        numbers("t", null, 3001);
        // The JDK asks a second time when a connection breaks before the answer.
        project.fault("DownloadData:" + kind + ",after=1,times=2");
        try (ReadRun run = ReadRun.open(project, EVERY + ", \"compress\": \"" + compress + "\"")) {
            assertThat(run.rows().stream().map(each -> each.get(0)).toList()).isEqualTo(LongRange.of(3001));
            assertThat(run.retried()).isNotEmpty().containsOnly("DownloadData");
        }
    }

    @Test
    void anAnswerThatIsAlwaysTooShortIsNeverTheEnd() {
        project.sql("create table t (id bigint)");
        numbers("t", null, 1);
        project.fault("DownloadData:short");
        assertThatThrownBy(() -> ReadRun.rows(project, EVERY))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("DownloadData p.t rows 0-0")
                .hasMessageContaining("ended before its rows did");
    }

    @Test
    void rowsWithAWrongChecksumAreNotTaken() {
        project.sql("create table t (id bigint)");
        numbers("t", null, 10);
        project.fault("DownloadData:corrupt,times=1");
        try (ReadRun run = ReadRun.open(project, EVERY)) {
            Split split = run.plan().get(0);
            assertThatThrownBy(() -> run.rows(split))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("checksum");
            assertThat(run.rows(split)).as("in another attempt").hasSize(10);
        }
    }

    @Test
    void aSessionThatIsOverEndsTheJob() {
        project.sql("create table t (id bigint)");
        numbers("t", null, 10);
        project.fault("DownloadData:expire");
        assertThatThrownBy(() -> ReadRun.rows(project, EVERY))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("StatusConflict")
                .satisfies(each -> assertThat(((FatalFailure) each).action()).contains("Run the job again"));
    }

    @Test
    void aSchemaAndAnotherProjectsNameAreUsed() {
        project.sql("create schema s; create table p.s.t (id bigint); insert into p.s.t values (5)");
        assertThat(ReadRun.rows(project, EVERY + ", \"schema\": \"s\", \"packageAuthorizedProject\": \"q\""))
                .containsExactly(List.of(5L));
    }

    @Test
    void whatCannotBeDoneIsToldWithTheRest() {
        assertThatThrownBy(() -> ReadRun.rows(project, """
                        "table": "a.b", "column": [], "enableWhere": true, "preSql": ["drop table t"],
                        "postSql": ["x"], "splitMode": "row", "partition": [" "]"""))
                .isInstanceOf(JobFileException.class)
                .hasMessageContainingAll("parameter.splitMode");
        assertThatThrownBy(() -> ReadRun.rows(project, """
                        "table": "a.b", "column": [], "where": "id > 1", "preSql": ["drop table t"],
                        "postSql": ["x"], "partition": [" "]"""))
                .isInstanceOf(JobFileException.class)
                .hasMessageContainingAll(
                        "parameter.table",
                        "parameter.column",
                        "parameter.where",
                        "parameter.preSql",
                        "parameter.postSql",
                        "parameter.partition");
    }

    /** Numbers from 0 on. */
    private static final class LongRange {
        static List<Object> of(int end) {
            return IntStream.range(0, end).mapToObj(i -> (Object) (long) i).toList();
        }
    }
}
