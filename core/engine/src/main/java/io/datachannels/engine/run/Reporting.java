package io.datachannels.engine.run;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.json.Records;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what became of a run: in the log, in {@code report.json} of its folder and to who ran it. */
final class Reporting {
    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    private final RunScope scope;
    private final RunFolder folder;
    private final Plan plan;

    /** @param folder null if the run has none, as a dry run; @param plan null if it did not get so far */
    Reporting(RunScope scope, RunFolder folder, Plan plan) {
        this.scope = scope;
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * @param failure what ended the run, or null
     * @param showsRowsAtOnce whether rows can be seen at the target before the commit
     * @param sides reader and writer with their parameters, for people; empty if they were not bound
     */
    RunReport report(RuntimeException failure, boolean showsRowsAtOnce, Map<String, String> sides) {
        log(failure);
        RunReport report = new ReportMaker(scope, showsRowsAtOnce, sides).make(failure, folder, plan);
        if (folder != null) {
            try {
                folder.write("report.json", RunFolder.text(Records.toJson(report)));
            } catch (FatalFailure e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        return report;
    }

    private static void log(RuntimeException failure) {
        Throwable root = failure instanceof FatalFailure && failure.getCause() != null ? failure.getCause() : failure;
        if (root != null && isMistake(root)) {
            LOG.error("the job failed", failure);
        } else if (failure != null) {
            LOG.debug("the job failed", failure);
        }
    }

    /** Whether it is no failure that a plug-in or the engine foresaw. */
    private static boolean isMistake(Throwable thrown) {
        boolean foreseen = thrown instanceof Failure
                || thrown instanceof JobFileException
                || thrown instanceof OverErrorLimit
                || thrown instanceof Cancelled;
        return !foreseen && (thrown instanceof RuntimeException || thrown instanceof Error);
    }
}
