package io.datachannels.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The steady state of a job: {@code JOB PLUGINS RUNS ROWS CHANNELS} runs the job file with {@code ROWS} and {@code CHANNELS} filled in,
 * until it is warm, then with as many rows and three times as many, by turns; what the longer took more than the shorter is what rows cost
 * without the start and the end of a job. Allocated bytes are exact while the collector does not run, which {@code -Xmn} sees to.
 */
public final class StreamJob {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;

    private final String text;
    private final Plugins plugins;
    private final Path runs;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What a job took. */
    private record Cost(long rows, double seconds, double cpuSeconds, long allocated, long collections) {
        Cost beyond(Cost other) {
            return new Cost(
                    rows - other.rows,
                    seconds - other.seconds,
                    cpuSeconds - other.cpuSeconds,
                    allocated - other.allocated,
                    collections + other.collections);
        }

        String show() {
            return String.format(
                    Locale.ROOT,
                    "%6.1f M rows/s   %.4f us CPU a row   %s",
                    rows / seconds / 1e6,
                    cpuSeconds / rows * 1e6,
                    collections == 0
                            ? String.format(Locale.ROOT, "%.4f bytes allocated a row", (double) allocated / rows)
                            : "the collector ran");
        }
    }

    private StreamJob(String text, Plugins plugins, Path runs) {
        this.text = text;
        this.plugins = plugins;
        this.runs = runs;
    }

    /** @param args the job file, the folder of plug-ins, one for run folders, how many rows each channel moves, how many channels */
    public static void main(String[] args) throws IOException {
        StreamJob job =
                new StreamJob(Files.readString(Path.of(args[0])), Plugins.in(Path.of(args[1])), Path.of(args[2]));
        long rows = Long.parseLong(args[3]);
        String channels = args[4];
        for (int i = 0; i < WARM_UP; i++) {
            job.run(rows, channels);
        }
        for (int i = 0; i < ROUNDS; i++) {
            Cost shorter = job.run(rows, channels);
            Cost longer = job.run(3 * rows, channels);
            System.out.println(channels + " channels, steady state: "
                    + longer.beyond(shorter).show());
        }
    }

    private Cost run(long rows, String channels) {
        ProblemList problems = new ProblemList(true);
        Job job = new Job(
                JobFile.parse(
                        "stream.json",
                        text.replace("ROWS", Long.toString(rows)).replace("CHANNELS", channels),
                        Variables.none(),
                        Datasources.none(),
                        problems),
                plugins,
                JobOptions.in(runs),
                problems);
        System.gc();
        long collections = collections();
        long used = used();
        long cpu = process.getProcessCpuTime();
        long begin = System.nanoTime();
        RunReport report = job.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
        long allocated = used() - used;
        if (report.outcome() != Outcome.DONE) {
            throw new IllegalStateException(report.failure());
        }
        return new Cost(report.writtenRows(), seconds, cpuSeconds, allocated, collections() - collections);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
