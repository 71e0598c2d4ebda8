package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that fails: no row is lost, none is there twice, and the old ones stay until the new ones are there. */
class WriterFaultTest {
    private static final String REPLACE = "\"column\": [\"*\"], \"truncate\": true";
    private static final String ADD = "\"column\": [\"*\"], \"truncate\": false";

    @RegisterExtension
    final Project project = new Project();

    @BeforeEach
    void table() {
        project.sql("create table t (a bigint); insert into t values (0)");
    }

    private static List<List<Object>> rows(long from, long to) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = from; i < to; i++) {
            rows.add(List.of(i));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "throttle", "drop", "corrupt", "lose-answer"})
    void aBlockThatFailsIsSentAgain(String kind) {
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            project.fault("UploadBlock:" + kind + ",times=2");
            run.taskOf(rows(1, 5000)).commit();
            assertThat(run.retried()).contains("UploadBlock");
        }
        assertThat(project.rows("t", null)).containsExactlyElementsOf(rows(1, 5000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateUpload", "GetUpload", "CommitUpload", "GetTable", "GetTunnel"})
    void aCallThatFailsIsMadeAgain(String operation) {
        for (String kind : List.of("error", "throttle", "drop", "lose-answer")) {
            project.fault(operation + ":" + kind + ",times=2");
            try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
                run.taskOf(rows(1, 10)).commit();
            }
            assertThat(project.rows("t", null)).as(kind).containsExactlyElementsOf(rows(1, 10));
        }
    }

    @Test
    void aServiceThatStaysDownIsNoFaultOfTheJob() {
        project.fault("UploadBlock:error");
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            assertThatThrownBy(() -> run.taskOf(rows(1, 10))).isInstanceOf(TransientFailure.class);
        }
        assertThat(project.rows("t", null)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitWhoseAnswerIsLostIsSettledByAsking(boolean replaces) {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (WriteRun run = WriteRun.open(project, 1, replaces ? REPLACE : ADD)) {
            run.taskOf(rows(1, 10));
            // The JDK sends a request again over a new connection if the one it kept is gone: both answers are lost.
            project.fault("CommitUpload:lose-answer,times=2");
            project.faults().observe(seen::add);
            run.commit();
            int commits = Collections.frequency(seen, "CommitUpload");
            assertThat(seen.subList(seen.lastIndexOf("CommitUpload") + 1, seen.size()))
                    .contains("GetUpload");
            run.commitAgain();
            assertThat(Collections.frequency(seen, "CommitUpload"))
                    .as("it was asked")
                    .isEqualTo(commits);
        }
        assertThat(project.rows("t", null)).hasSize(replaces ? 9 : 10);
    }

    @Test
    void whatAnAttemptLeftIsNotCommitted() {
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            run.forgottenAttempt(rows(100, 200))
                    .taskOf(rows(1, 10))
                    .forgottenAttempt(rows(100, 300))
                    .commit();
        }
        assertThat(project.rows("t", null)).containsExactlyElementsOf(rows(1, 10));
    }

    @Test
    void anotherProcessGoesOnWithTheRun() {
        try (WriteRun first = WriteRun.open(project, 1, REPLACE)) {
            first.taskOf(rows(1, 10)).forgottenAttempt(rows(100, 200));
            try (WriteRun second = first.resumedBy(project, REPLACE)) {
                second.taskOf(rows(10, 20));
                assertThat(second.uploads(1).get(0).blocks())
                        .doesNotContainAnyElementsOf(first.uploads(0).get(0).blocks());
                second.commit();
            }
        }
        assertThat(project.rows("t", null)).containsExactlyInAnyOrderElementsOf(rows(1, 20));
    }

    @Test
    void anotherProcessFinishesACommitOfSeveralPartitions() {
        project.sql("drop table t; create table t (a bigint) partitioned by (dt string);"
                + "insert into t partition (dt='1') values (0)");
        String keys = "\"column\": [\"a\", \"dt\"], \"truncate\": true";
        try (WriteRun run = WriteRun.open(project, 2, keys)) {
            run.task(List.of(1L, "1"), List.of(2L, "2"), List.of(3L, "3"));
            run.beforeCommit();
            project.fault("CommitUpload:error,after=1");
            assertThatThrownBy(run::commitAgain).isInstanceOf(TransientFailure.class);
            project.faults().clear();
            try (WriteRun other = run.resumedBy(project, keys)) {
                other.commitAgain();
                other.commitAgain();
            }
        }
        assertThat(ReadRun.rows(project, "\"table\": \"t\", \"column\": [\"a\"], \"partition\": [\"dt=*\"]"))
                .containsExactlyInAnyOrder(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void aProcessThatGoesOnWritesToThePartitionsSession() {
        project.sql("drop table t; create table t (a bigint) partitioned by (dt string);"
                + "insert into t partition (dt='1') values (0)");
        String keys = "\"column\": [\"a\", \"dt\"], \"truncate\": true";
        try (WriteRun first = WriteRun.open(project, 2, keys)) {
            first.task(List.of(1L, "1")).forgottenAttempt(List.of(List.of(2L, "1"), List.of(2L, "2")));
            try (WriteRun second = first.resumedBy(project, keys)) {
                second.task(List.of(2L, "1"), List.of(2L, "2")).task(List.of(3L, "1"));
                assertThat(second.uploads(1).get(0).upload())
                        .isEqualTo(first.uploads(0).get(0).upload());
                second.commit();
            }
        }
        assertThat(project.rows("t", "dt=1")).containsExactlyInAnyOrder(List.of(1L), List.of(2L), List.of(3L));
        assertThat(project.rows("t", "dt=2")).containsExactly(List.of(2L));
    }

    @Test
    void aPartitionIsNotReplacedByHalfOfTheProcessesThatWriteToIt() {
        project.sql("drop table t; create table t (a bigint) partitioned by (dt string);"
                + "insert into t partition (dt='1') values (0)");
        String keys = "\"column\": [\"a\", \"dt\"], \"truncate\": ";
        try (WriteRun first = WriteRun.open(project, 2, keys + "true")) {
            first.task(List.of(1L, "1"));
            try (WriteRun second = first.sharedBy(project, keys + "true")) {
                second.task(List.of(2L, "1"));
                assertThatThrownBy(second::beforeCommit)
                        .isInstanceOf(FatalFailure.class)
                        .hasMessageContaining("partition dt=1 was written by two processes");
            }
            try (WriteRun adding = first.sharedBy(project, keys + "false")) {
                adding.task(List.of(2L, "1")).beforeCommit();
            }
        }
        assertThat(project.rows("t", "dt=1")).containsExactly(List.of(0L));
    }

    @Test
    void aSessionThatIsOverIsToldBeforeTheCommitBegins() {
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            run.taskOf(rows(1, 10));
            project.fault("GetUpload:expire,times=1");
            assertThatThrownBy(run::beforeCommit)
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("is EXPIRED and can no longer be committed")
                    .satisfies(
                            each -> assertThat(((FatalFailure) each).action()).contains("24 hours"));
            assertThatThrownBy(run::commitAgain).isInstanceOf(FatalFailure.class);
        }
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            project.fault("UploadBlock:expire,times=1");
            assertThatThrownBy(() -> run.taskOf(rows(1, 10)))
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("StatusConflict");
        }
        assertThat(project.rows("t", null)).containsExactly(List.of(0L));
    }

    @Test
    void aTableThatGoesWhileTheJobWritesEndsIt() {
        try (WriteRun run = WriteRun.open(project, 1, REPLACE)) {
            project.sql("drop table t");
            assertThatThrownBy(() -> run.taskOf(rows(1, 10)))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("p.t");
        }
    }
}
