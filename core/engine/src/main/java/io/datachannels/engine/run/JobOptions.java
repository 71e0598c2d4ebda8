package io.datachannels.engine.run;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a job is run, apart from what its file says.
 *
 * @param runs where run folders are made
 * @param resume the id of the run to go on with, {@link #LAST}, or null
 * @param dryRun whether to stop after the plan
 * @param local whether the endpoints are local stand-ins, whose addresses differ from run to run
 * @param retryBudget how long calls may keep failing, with none succeeding, before the job does
 * @param keep whether what finished tasks wrote is kept when the job fails, as {@code setting.onFailure} can ask as well
 * @param time the clock that limits, waits and the watchdog go by
 * @param origin where the job came from, written down for a replay; or null
 * @param replay whose dirty rows the job moves; or null
 */
public record JobOptions(
        Path runs,
        String resume,
        boolean dryRun,
        boolean local,
        Duration retryBudget,
        boolean keep,
        Time time,
        JobOrigin origin,
        Replay replay) {
    /** In place of a run's id: the newest run of the same job that can be resumed. */
    public static final String LAST = "last";

    /** A plain run whose calls may keep failing for five minutes. */
    public static JobOptions in(Path runs) {
        return new JobOptions(runs, null, false, false, Duration.ofMinutes(5), false, Time.SYSTEM, null, null);
    }

    public JobOptions resuming(String run) {
        return new JobOptions(runs, run, dryRun, local, retryBudget, keep, time, origin, replay);
    }

    public JobOptions dry() {
        return new JobOptions(runs, resume, true, local, retryBudget, keep, time, origin, replay);
    }

    public JobOptions onLocalServices() {
        return new JobOptions(runs, resume, dryRun, true, retryBudget, keep, time, origin, replay);
    }

    public JobOptions withRetryBudget(Duration budget) {
        return new JobOptions(runs, resume, dryRun, local, budget, keep, time, origin, replay);
    }

    public JobOptions keeping() {
        return new JobOptions(runs, resume, dryRun, local, retryBudget, true, time, origin, replay);
    }

    public JobOptions by(Time clock) {
        return new JobOptions(runs, resume, dryRun, local, retryBudget, keep, clock, origin, replay);
    }

    public JobOptions from(JobOrigin file) {
        return new JobOptions(runs, resume, dryRun, local, retryBudget, keep, time, file, replay);
    }

    JobOptions replaying(Replay of) {
        return new JobOptions(runs, resume, dryRun, local, retryBudget, keep, time, origin, of);
    }
}
