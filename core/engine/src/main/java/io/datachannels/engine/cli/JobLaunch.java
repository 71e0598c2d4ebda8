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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job from the command line: watches over the run, prints the report and draws it. */
final class JobLaunch implements JobAccess.Use {
    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);

    private final JobOptions options;
    private final Watches watches;
    private final StopSignal signal;

    JobLaunch(JobOptions options, Watches watches, StopSignal signal) {
        this.options = options;
        this.watches = watches;
        this.signal = signal;
    }

    @Override
    public int with(JobSpec spec, Plugins plugins, ProblemList problems) {
        Job job = new Job(spec, plugins, options, problems);
        signal.stops(job);
        RunReport report;
        try (Watches.Watch watch = watches.watch(job)) {
            LOG.debug("{}", watch);
            report = job.run();
        }
        ReportPage.write(report);
        System.out.print("\n" + new ReportText(ZoneId.systemDefault()).of(report));
        System.out.flush();
        return report.outcome().exitCode();
    }
}
