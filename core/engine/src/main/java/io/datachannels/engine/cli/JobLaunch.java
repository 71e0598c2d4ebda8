package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.report.ReportPage;
import io.datachannels.engine.report.ReportText;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.RunReport;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job from the command line: watches over the run, prints the report and draws it. */
final class JobLaunch implements JobAccess.Use {
    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);
    private static final long STOP_SECONDS = 60;

    private final JobOptions options;
    private final Watches watches;

    JobLaunch(JobOptions options, Watches watches) {
        this.options = options;
        this.watches = watches;
    }

    @Override
    public int with(JobSpec spec, Plugins plugins, ProblemList problems) {
        Job job = new Job(spec, plugins, options, problems);
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(job, ended), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        RunReport report;
        try (Watches.Watch watch = watches.watch(job)) {
            LOG.debug("{}", watch);
            report = job.run();
        }
        ReportPage.write(report);
        System.out.print("\n" + new ReportText(ZoneId.systemDefault()).of(report));
        System.out.flush();
        ended.countDown();
        removeHook(stop);
        return report.outcome().exitCode();
    }

    private static void stop(Job job, CountDownLatch ended) {
        job.cancel();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the job did not stop within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }
}
