package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are set aside: counted, kept, limited. */
class DirtyRowsTest {
    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 50);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target).before("row", step -> {
        if (step.row() % 10 == 3) {
            throw new RowFailure(1, "is refused");
        }
    });

    private RunReport run(String errorLimit) {
        return new JobRun(reader, writer, runs)
                .setting("\"errorLimit\": {" + errorLimit + "}")
                .run();
    }

    @Test
    void areCountedAndKept() throws IOException {
        RunReport report = run("\"record\": 10");
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(List.of(report.readRows(), report.writtenRows(), report.dirtyRows()))
                .containsExactly(100L, 90L, 10L);
        assertThat(target.visible()).hasSize(90);
        assertThat(Files.readAllLines(Path.of(report.dirtyFile())))
                .hasSize(10)
                .contains(
                        "{\"side\":\"writer\",\"task\":1,\"split\":\"list 1\",\"position\":\"row 14 of those read\",\"column\":\"c1\",\"value\":\"13\","
                                + "\"reason\":\"is refused\",\"row\":[[\"LONG\",1],[\"LONG\",13]]}");
        try (var files = Files.list(Path.of(report.folder()))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "dirty.jsonl", "job.json", "lock", "plan.json", "report.json", "stage", "tasks.jsonl");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"record\": 9'|OVER_ERROR_LIMIT",
                "'\"record\": 10'|DONE",
                "'\"record\": -1'|DONE",
                "'\"record\": 0'|OVER_ERROR_LIMIT",
                "'\"percentage\": 0.1'|DONE",
                "'\"percentage\": 0.09'|OVER_ERROR_LIMIT",
                "'\"record\": 10, \"percentage\": 0.09'|DONE"
            })
    void areLimitedByNumberAndShare(String limit, Outcome outcome) {
        RunReport report = run(limit);
        assertThat(report.outcome()).as(report.failure()).isEqualTo(outcome);
        if (outcome == Outcome.OVER_ERROR_LIMIT) {
            assertThat(target.visible()).isEmpty();
            assertThat(target.parts()).isEmpty();
            assertThat(report.outcome().exitCode()).isEqualTo(3);
            assertThat(report.dirtyFile()).as("kept for the operator").isNotNull();
            assertThat(report.action()).contains("errorLimit");
        }
    }

    @Test
    void theMessageShowsTheLastOne() {
        RunReport report = run("\"record\": 0");
        // Two channels may each set a row aside before the first one's ends the job.
        assertThat(report.failure())
                .matches(
                        "\\d dirty rows?, and errorLimit.record allows 0; the last one: column c1: \"\\d+\" is refused");
    }

    @Test
    void ofADroppedAttemptDoNotCount() throws IOException {
        writer.before("finish", step -> {
            if (step.attempt() == 0) {
                throw new TransientFailure("the service is busy", null);
            }
        });
        RunReport report = run("\"record\": 10");
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.dirtyRows()).isEqualTo(10);
        assertThat(Files.readAllLines(Path.of(report.dirtyFile()))).hasSize(10);
    }
}
