package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.TransformedRows;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows between reader and writer: what arrives, what is counted, what is kept. */
class TransformerJobTest {
    private static final String ODD_ONES_GO = """
            {"name": "dx_filter", "parameter": {"columnIndex": 1, "paras": ["like", ".*[13579]"]}}""";

    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 50);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);

    private JobRun job(String transformers) {
        return new JobRun(reader, writer, runs).transformers("[" + transformers + "]");
    }

    @Test
    void rowsArriveTransformedAndAllAreAccountedFor() {
        RunReport report = job(ODD_ONES_GO + """
                , {"name": "dx_pad", "parameter": {"columnIndex": 1, "paras": ["l", "3", "0"]}},
                {"name": "dx_select", "parameter": {"column": ["c1"]}}""").run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(List.of(report.readRows(), report.writtenRows(), report.dirtyRows()))
                .containsExactly(100L, 50L, 0L);
        assertThat(report.transformed()).isEqualTo(new TransformedRows(50, 0, 50));
        assertThat(target.visible()).hasSize(50).contains(List.of("000"), List.of("048"));
    }

    @Test
    void withoutTransformersTheReportHasNoneOfTheirNumbers() {
        assertThat(job("").run().transformed()).isNull();
    }

    @Test
    void whatATransformerCannotDoIsADirtyRowAsItWasRead() throws IOException {
        RunReport report = new JobRun(reader, writer, runs)
                .setting("\"errorLimit\": {\"record\": 80}")
                .transformers("""
                        [{"name": "dx_select", "parameter": {"column": ["c1", "c0"]}},
                         {"name": "dx_rename", "parameter": {"column": {"c1": "number"}}},
                         {"name": "dx_substr", "parameter": {"columnIndex": 0, "paras": ["2", "1"]}},
                         {"name": "dx_filter", "parameter": {"columnIndex": 0, "paras": ["=", "9"]}}]""")
                .run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.transformed()).isEqualTo(new TransformedRows(80, 20, 0));
        assertThat(List.of(report.readRows(), report.writtenRows(), report.dirtyRows()))
                .containsExactly(100L, 80L, 20L);
        assertThat(Files.readAllLines(Path.of(report.dirtyFile())))
                .contains("{\"side\":\"transformer\",\"task\":1,\"split\":\"list 1\","
                        + "\"position\":\"row 8 of those read\",\"column\":\"number\",\"value\":\"7\","
                        + "\"reason\":\"has 1 characters, so there is nothing to begin with at 2, says dx_substr"
                        + " (transformer 2)\",\"row\":[[\"LONG\",1],[\"LONG\",7]]}");
    }

    @Test
    void dirtyRowsOfATransformerCountAgainstTheErrorLimit() {
        RunReport report = job("""
                {"name": "dx_substr", "parameter": {"columnIndex": 1, "paras": ["2", "1"]}}""").run();
        assertThat(report.outcome()).isEqualTo(Outcome.OVER_ERROR_LIMIT);
        assertThat(report.failure()).contains("column c1: \"").contains("says dx_substr");
        assertThat(target.visible()).isEmpty();
    }

    @Test
    void allRowsMayBeFiltered() {
        RunReport report = job("""
                {"name": "dx_filter", "parameter": {"columnIndex": 0, "paras": ["not null"]}}""").run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.transformed()).isEqualTo(new TransformedRows(0, 0, 100));
        assertThat(target.visible()).isEmpty();
    }

    @Test
    void anAttemptThatIsMadeAgainCountsOnce() {
        writer.before("finish", step -> {
            if (step.attempt() == 0) {
                throw new TransientFailure("the service is busy", null);
            }
        });
        writer.before("row", step -> {
            if (step.row() == 4) {
                throw new RowFailure(0, "is refused");
            }
        });
        RunReport report = new JobRun(reader, writer, runs)
                .setting("\"errorLimit\": {\"record\": 2}")
                .transformers("[" + ODD_ONES_GO + "]")
                .run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.transformed()).isEqualTo(new TransformedRows(50, 0, 50));
        assertThat(List.of(report.readRows(), report.writtenRows(), report.dirtyRows()))
                .containsExactly(100L, 48L, 2L);
    }

    @Test
    void aColumnThatIsNotThereIsSaidBeforeTheTargetIsOpened() {
        RunReport report = job("""
                {"name": "dx_substr", "parameter": {"columnIndex": 7, "paras": ["2", "1"]}}""").run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(report.failure())
                .contains("job.content[0].transformer[0].parameter.columnIndex: must be 0..1, got 7");
        assertThat(writer.calls()).isEmpty();
    }

    @Test
    void rowsOfMoreColumnsThanWereReadStillFitTheirBatches() {
        String columns = "\"c1\",".repeat(299) + "\"c1\"";
        RunReport report = new JobRun(MemoryReaderPlugin.of(1, 3000), writer, runs)
                .transformers("[{\"name\": \"dx_select\", \"parameter\": {\"column\": [" + columns + "]}}]")
                .run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).hasSize(3000).allMatch(row -> row.size() == 300);
    }

    @Test
    void aResumedRunCountsWhatWasFilteredBeforeAndRefusesOtherTransformers() {
        writer.before("commit", step -> {
            throw new FatalFailure("the bucket does not answer", "Ask the service.");
        });
        RunReport dead = job(ODD_ONES_GO).run();
        writer.before("commit", step -> {});
        RunReport other =
                job("").options(options -> options.resuming(dead.run())).run();
        assertThat(other.failure()).contains("these parts of the job file have changed: transformers");
        RunReport report = job(ODD_ONES_GO)
                .options(options -> options.resuming(dead.run()))
                .run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.transformed()).isEqualTo(new TransformedRows(50, 0, 50));
        assertThat(target.visible()).hasSize(50);
    }
}
