package io.datachannels.engine.report;

import io.datachannels.engine.run.AttemptReport;
import io.datachannels.engine.run.AttemptReport.State;
import io.datachannels.engine.run.DirtyReason;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RetriesByKind;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.Sample;
import io.datachannels.engine.run.Speed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports of runs as they might have been, always the same ones. */
final class SampleReports {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ROWS_PER_MILLI = 37;
    private static final int BYTES_PER_ROW = 120;

    private final Random random = new Random(7);
    private final Outcome outcome;
    private final List<AttemptReport> attempts = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final long[] free;
    private String failure;
    private String action;
    private List<DirtyReason> reasons = List.of();
    private long rows;
    private long end;

    private SampleReports(Outcome outcome, int channels) {
        this.outcome = outcome;
        this.free = new long[channels];
        Arrays.fill(free, 180);
    }

    static RunReport oneSplit() {
        SampleReports report = new SampleReports(Outcome.DONE, 1);
        report.attempt(0, 0, State.DONE, 8_300, null);
        return report.report();
    }

    static RunReport manySplits(int splits, int channels) {
        SampleReports report = new SampleReports(Outcome.DONE, channels);
        for (int i = 0; i < splits; i++) {
            boolean slow = i % 211 == 17;
            boolean again = i % 397 == 5;
            long millis = 1500 + report.random.nextInt(900) + (slow ? 6000 : 0);
            if (again) {
                report.attempt(i, 0, State.FAILED, millis / 3, "GetObject oss://bucket/part: the connection was reset");
            }
            report.attempt(i, again ? 1 : 0, State.DONE, millis, null);
        }
        report.reasons = IntStream.range(0, 14)
                .mapToObj(i -> new DirtyReason("column c" + i + ": \"x\" is not a <number>", 1400 >> i))
                .toList();
        return report.report();
    }

    static RunReport failed() {
        SampleReports report = new SampleReports(Outcome.FAILED, 4);
        for (int i = 0; i < 22; i++) {
            report.attempt(i, 0, State.DONE, 900 + report.random.nextInt(800), null);
        }
        String why = "PutObject oss://bucket/orders__00022.csv: AccessDenied: <no right> (request 5F)";
        report.attempt(22, 0, State.FAILED, 700, why);
        for (int i = 23; i < 26; i++) {
            report.attempt(i, 0, State.STOPPED, 650, null);
        }
        report.failure = why;
        report.action = "Grant the key LTAI the right oss:PutObject.\nThen run the job again.";
        return report.report();
    }

    static RunReport stopped() {
        SampleReports report = new SampleReports(Outcome.STOPPED, 2);
        report.attempt(0, 0, State.DONE, 2200, null);
        report.attempt(1, 0, State.STOPPED, 3000, null);
        report.attempt(2, 0, State.STOPPED, 800, null);
        report.failure = "the job was stopped";
        report.action = "The target is as it was. Run the job again.";
        return report.report();
    }

    /** A job that did not get so far as to move anything. */
    static RunReport nothing() {
        SampleReports report = new SampleReports(Outcome.JOB_WRONG, 1);
        report.failure = "otsreader: there is no table orders";
        report.action = "Did you mean \"order\"?";
        report.end = 90;
        return report.report();
    }

    private void attempt(int task, int attempt, State state, long millis, String why) {
        int lane = 0;
        for (int i = 1; i < free.length; i++) {
            lane = free[i] < free[lane] ? i : lane;
        }
        long begin = free[lane];
        free[lane] = begin + millis;
        end = Math.max(end, begin + millis);
        long read = millis * ROWS_PER_MILLI / free.length;
        rows += state == State.FAILED ? 0 : read;
        String split = "oss://bucket/orders/part-%05d.csv".formatted(task);
        attempts.add(new AttemptReport(
                task, attempt, split, lane, state, begin, begin + millis, read, read * BYTES_PER_ROW, task % 50, why));
    }

    private RunReport report() {
        int points = attempts.isEmpty() ? 0 : 300;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += 1 + 0.4 * Math.sin(i / 17.0) + 0.2 * random.nextDouble();
            long now = (long) (sum / (1.1 * points) * rows);
            samples.add(new Sample(180 + (end - 180) * i / (points - 1), now, now * BYTES_PER_ROW));
        }
        boolean done = outcome == Outcome.DONE;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "reader", "ossreader {\"endpoint\":\"https://oss-cn-hangzhou.aliyuncs.com\",\"accessKey\":\"******\"}");
        settings.put("writer", "otswriter {\"table\":\"orders\",\"accessKey\":\"******\"}");
        settings.put("speed.channel", String.valueOf(free.length));
        return new RunReport(
                "20260102-030405-ab12",
                "/home/me/jobs/orders & <customers>.json",
                outcome,
                failure,
                action,
                done ? "DONE" : "FAILED",
                STARTED,
                STARTED.plusMillis(end + 120),
                end + 120,
                free.length,
                (int) attempts.stream().map(AttemptReport::task).distinct().count(),
                rows,
                done ? rows : 0,
                reasons.stream().mapToLong(DirtyReason::rows).sum(),
                null,
                rows * BYTES_PER_ROW,
                12,
                3,
                new RetriesByKind(3, 4, 4, 1, 61_200),
                "writer",
                null,
                reasons.isEmpty() ? null : "runs/20260102-030405-ab12/dirty.jsonl",
                "runs/20260102-030405-ab12",
                List.of(),
                done ? List.of("run 20260101 had died inside its commit; the commit is now finished") : List.of(),
                new Speed(end - 180, ROWS_PER_MILLI * 1000, ROWS_PER_MILLI * 1000 * BYTES_PER_ROW, 40_000, 0),
                settings,
                reasons,
                attempts,
                samples);
    }
}
