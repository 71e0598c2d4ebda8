package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.emulators.maxcompute.MaxComputeEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that replaces partitions of MaxCompute is killed at each of its calls; what is there afterwards is asked past the product. */
class OdpsKillTest {
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    private MaxComputeEmulator odps;
    private Datax datax;

    @BeforeEach
    void start() {
        odps = MaxComputeEmulator.inMemory().start();
        odps.createProject("p");
        datax = new Datax(folder);
        sql("create table t (a string) partitioned by (dt string);"
                + "insert into t partition (dt='1') values ('old'), ('old'), ('old')");
    }

    @AfterEach
    void stop() {
        odps.close();
    }

    @ParameterizedTest
    @CsvSource({"GetTable, 1", "CreateUpload, 1", "UploadBlock, 1", "UploadBlock, 2", "GetUpload, 1"})
    void beforeTheCommitTheOldRowsStay(String operation, int count) {
        new Kill(datax).at(odps.faults(), operation, count, job("new"));
        assertThat(count("1", "old")).isEqualTo(3);

        Datax.Result next = datax.run(job("newer"));
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(count("1", "newer")).isEqualTo(2 * ROWS);
    }

    @Test
    void whileAPartitionIsMadeTheOthersStay() {
        new Kill(datax).at(odps.faults(), "CreateInstance", 1, newPartition());
        assertThat(count("1", "old")).isEqualTo(3);

        Datax.Result next = datax.run(newPartition());
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(count("2", "new")).isEqualTo(2 * ROWS);
        assertThat(count("1", "old")).isEqualTo(3);
    }

    @Test
    void insideTheCommitTheNextRunFinishesItAndSaysSo() {
        String run = new Kill(datax).at(odps.faults(), "CommitUpload", 1, job("new"));

        Datax.Result next = datax.run(job("newer"));
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(next.out()).contains("run " + run + " had died inside its commit; the commit is now finished");
        assertThat(count("1", "newer")).isEqualTo(2 * ROWS);
    }

    @ParameterizedTest
    @CsvSource({"CommitUpload", "UploadBlock"})
    void resumeFinishesWhatWasBegun(String operation) {
        String run = new Kill(datax).at(odps.faults(), operation, 1, job("new"));

        Datax.Result resumed = datax.run(job("new"), "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(count("1", "new")).isEqualTo(2 * ROWS);
    }

    @Test
    void betweenTheCommitsOfTwoPartitionsNoneIsHalf() {
        Path job = twoPartitions();
        String run = new Kill(datax).at(odps.faults(), "CommitUpload", 2, job);
        assertThat(count("1", "old") + count("2", "old")).isIn(0, 3);
        assertThat(count("1", "new") == 0 && count("2", "new") == 0).isFalse();

        Datax.Result resumed = datax.run(job, "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(count("1", "new") + count("2", "new")).isEqualTo(2 * ROWS);
        assertThat(count("1", "old")).isZero();
    }

    /** With the third of four blocks one task may be finished, with the fourth one is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void resumeFinishesPartitionsToWhichSeveralTasksWrite(int block) {
        String run = new Kill(datax).at(odps.faults(), "UploadBlock", block, twoPartitions());
        assertThat(count("1", "old")).isEqualTo(3);

        Datax.Result resumed = datax.run(twoPartitions(), "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(count("1", "new") + count("2", "new")).isEqualTo(2 * ROWS);
        assertThat(count("1", "old")).isZero();
    }

    private Path twoPartitions() {
        return job("new", "[\"a\", \"dt\"]", "\"truncate\": true", "{\"random\": \"1, 2\", \"type\": \"long\"}");
    }

    private Path newPartition() {
        return job("new", "[\"a\"]", "\"truncate\": true, \"partition\": \"dt=2\"", "");
    }

    private Path job(String value) {
        return job(value, "[\"a\"]", "\"truncate\": true, \"partition\": \"dt=1\"", "");
    }

    private Path job(String value, String column, String writer, String more) {
        return datax.job("job.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": %d, "column": [{"value": "%s"}%s]}},
                  "writer": {"name": "odpswriter", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "project": "p", "table": "t", "column": %s, %s}}}]}}
                """.formatted(
                        ROWS, value, more.isEmpty() ? "" : ", " + more, odps.endpoint(), column, writer));
    }

    private int count(String partition, String value) {
        String rows = sql("select * from t where dt = '" + partition + "'");
        return (int) rows.lines()
                .filter(each -> each.contains("\"" + value + "\"") || each.startsWith(value + ","))
                .count();
    }

    private String sql(String text) {
        try {
            return odps.sql("p", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
