package io.datachannels.engine.run;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a job is run, apart from what its file says.
 *
 * @param runs where run folders are made
 * @param resume the id of the run to go on with, or null
 * @param dryRun whether to stop after the plan
 * @param local whether the endpoints are local stand-ins, whose addresses differ from run to run
 * @param retryBudget how long a call may keep failing before the job does
 */
public record JobOptions(Path runs, String resume, boolean dryRun, boolean local, Duration retryBudget) {
    /** A plain run whose calls may keep failing for five minutes. */
    public static JobOptions in(Path runs) {
        return new JobOptions(runs, null, false, false, Duration.ofMinutes(5));
    }

    public JobOptions resuming(String run) {
        return new JobOptions(runs, run, dryRun, local, retryBudget);
    }

    public JobOptions dry() {
        return new JobOptions(runs, resume, true, local, retryBudget);
    }

    public JobOptions onLocalServices() {
        return new JobOptions(runs, resume, dryRun, true, retryBudget);
    }

    public JobOptions withRetryBudget(Duration budget) {
        return new JobOptions(runs, resume, dryRun, local, budget);
    }
}
