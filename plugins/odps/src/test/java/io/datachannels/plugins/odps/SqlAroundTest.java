package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** preSql and postSql. */
final class SqlAroundTest {
    private static final String ADD = "\"column\": [\"a\"], \"truncate\": false";

    @RegisterExtension
    private final Project project = new Project();

    @BeforeEach
    void makeTables() {
        project.sql("create table t (a bigint); create table told (text string)");
    }

    @Test
    void statementsRunBeforeTheFirstRowAndAfterTheCommit() {
        project.sql("insert into t values (7)");
        String sql = ", \"preSql\": [\"truncate table t\", \"insert into told values ('before');\"],"
                + " \"postSql\": [\"insert into told values ('after') -- done\"]";
        try (WriteRun run = WriteRun.open(project, 1, ADD + sql)) {
            assertThat(told()).containsExactly(List.of("before"));
            assertThat(project.rows("t", null)).isEmpty();
            run.task(List.of(1L)).beforeCommit();
            assertThat(told()).hasSize(1);
            run.commitAgain();
        }
        assertThat(told()).containsExactly(List.of("before"), List.of("after"));
        assertThat(project.rows("t", null)).containsExactly(List.of(1L));
    }

    @Test
    void aStatementMayMakeThePartition() {
        project.sql("create table p (a bigint) partitioned by (dt string)");
        String sql = ", \"table\": \"p\", \"partition\": \"dt=1\","
                + " \"preSql\": [\"alter table p drop if exists partition (dt='0')\","
                + " \"alter table p add if not exists partition (dt='1')\"]";
        try (WriteRun run = WriteRun.open(project, 1, ADD + sql)) {
            run.task(List.of(1L)).commit();
        }
        assertThat(project.rows("p", "dt=1")).containsExactly(List.of(1L));
    }

    @Test
    void aStatementBeforeThatCannotRunEndsTheJob() {
        String sql = ", \"preSql\": [\"insert into told values ('first')\", \"insret into t\", \"drop table t\"]";
        JobFailure failure = catchThrowableOfType(JobFailure.class, () -> WriteRun.open(project, 1, ADD + sql));
        assertThat(failure).hasMessageContaining("preSql[1] p.t: ODPS-0130161:[1,1]");
        assertThat(failure.action()).isEqualTo("Correct the SQL statement as the message says.");
        assertThat(told()).hasSize(1);
        assertThat(project.rows("t", null)).isEmpty();
    }

    @Test
    void aStatementThatMakesTheTableAnewDoesNotMixUpItsColumns() {
        project.sql("drop table t; create table t (a string, b string)");
        String keys = "\"column\": [\"*\"], \"truncate\": false,"
                + " \"preSql\": [\"drop table t\", \"create table t (b string, a string)\"]";
        assertThatThrownBy(() -> WriteRun.open(project, 2, keys))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("the columns of p.t were changed while the job began: from a, b to b, a");
    }

    @Test
    void aStatementAfterwardsThatFailsIsRunAgainWithTheCommit() {
        String sql = ", \"postSql\": [\"insert into told values ('after')\", ";
        try (WriteRun run = WriteRun.open(project, 1, ADD + sql + "\"drop table none\"]")) {
            run.task(List.of(1L)).beforeCommit();
            FatalFailure failure = catchThrowableOfType(FatalFailure.class, run::commitAgain);
            assertThat(failure)
                    .hasMessageStartingWith("the rows are there and can be seen, but postSql[1] p.t: ODPS-0130131");
            assertThat(failure.action()).isEqualTo("Correct postSql.");
            assertThat(project.rows("t", null)).containsExactly(List.of(1L));
            try (WriteRun next = run.resumedBy(project, ADD + sql + "\"drop table if exists none\"]")) {
                next.commitAgain();
            }
        }
        assertThat(project.rows("t", null)).containsExactly(List.of(1L));
        assertThat(told()).hasSize(2);
    }

    @Test
    void aStatementWhoseTaskIsAskedForInVainIsNotRunTwice() {
        project.fault("GetInstance:drop,times=2");
        try (WriteRun run = WriteRun.open(project, 1, ADD + ", \"preSql\": [\"insert into told values ('once')\"]")) {
            assertThat(run.retried()).containsOnly("preSql[0]").isNotEmpty();
        }
        assertThat(told()).hasSize(1);
    }

    private List<List<Object>> told() {
        return project.rows("told", null);
    }
}
