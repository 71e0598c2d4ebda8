package io.datachannels.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RetriesByKind;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.Speed;
import io.datachannels.engine.run.TransformedRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as files: what an operator sees does not change unnoticed. */
class ReportTextTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

    private static RunReport report(Outcome outcome, String failure, String action, String stage, List<String> notes) {
        return report(outcome, failure, action, stage, null, notes);
    }

    private static RunReport report(
            Outcome outcome,
            String failure,
            String action,
            String stage,
            TransformedRows transformed,
            List<String> notes) {
        return new RunReport(
                "20260102-030405-ab12",
                "orders.json",
                outcome,
                failure,
                action,
                stage,
                STARTED,
                STARTED.plusMillis(12_345),
                12_345,
                4,
                12,
                1_234_567,
                outcome == Outcome.DONE ? 1_234_560 : 0,
                7,
                transformed,
                987_654_321,
                3,
                1,
                new RetriesByKind(1, 2, 0, 0, 1_840),
                "writer",
                "['c', 'd'): 100,000 rows in 4.2 s",
                "runs/20260102-030405-ab12/dirty.jsonl",
                "runs/20260102-030405-ab12",
                List.of(),
                notes,
                new Speed(12_000, 102_880.6, 82_304_706, 0, 100_000_000),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RunReport small(Outcome outcome, String run, String failure, String action, List<String> splits) {
        return new RunReport(
                run,
                "orders.json",
                outcome,
                failure,
                action,
                "BIND",
                STARTED,
                STARTED,
                0,
                1,
                splits.size(),
                0,
                0,
                0,
                null,
                0,
                0,
                0,
                RetriesByKind.NONE,
                null,
                null,
                null,
                null,
                splits,
                List.of(),
                new Speed(0, 0, 0, 0, 0),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void assertText(RunReport report, String file) throws IOException {
        try (InputStream in = ReportTextTest.class.getResourceAsStream(file)) {
            assertThat(new ReportText(ZoneOffset.UTC).of(report))
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void done() throws IOException {
        assertText(
                report(Outcome.DONE, null, null, "DONE", List.of("run x had died; its commit is now finished")),
                "done.txt");
    }

    @Test
    void transformed() throws IOException {
        TransformedRows rows = new TransformedRows(1_234_563, 3, 1);
        assertText(report(Outcome.DONE, null, null, "DONE", rows, List.of()), "transformed.txt");
    }

    @Test
    void overTheErrorLimit() throws IOException {
        assertText(
                report(
                        Outcome.OVER_ERROR_LIMIT,
                        "7 dirty rows, and errorLimit.record allows 6; the last one: column id: \"x\" is not a number",
                        "The target is as it was. Look at the dirty rows, then mend them or raise setting.errorLimit.",
                        "FAILED",
                        List.of()),
                "over-error-limit.txt");
    }

    @Test
    void wrong() throws IOException {
        assertText(
                small(
                        Outcome.JOB_WRONG,
                        null,
                        "job.content[0].reader.parameter.tabel (line 3, column 5): unknown key\nsecond problem",
                        "Mend the job file; nothing was contacted.",
                        List.of()),
                "wrong.txt");
    }

    @Test
    void plan() throws IOException {
        List<String> splits =
                IntStream.range(0, 23).mapToObj(i -> "object " + i).toList();
        assertText(small(Outcome.DONE, null, null, null, splits), "plan.txt");
    }

    @Test
    void isTheSameInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            done();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.00 KB", "1234567,1.23 MB", "5e15,5000.00 TB"})
    void bytesHaveAUnit(double bytes, String text) {
        assertThat(ReportText.bytes(bytes)).isEqualTo(text);
    }
}
