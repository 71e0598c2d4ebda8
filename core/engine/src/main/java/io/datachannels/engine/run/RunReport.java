package io.datachannels.engine.run;

import java.time.Instant;
import java.util.List;

/**
 * What there is to say of a run when it ended: the final table and {@code report.json}.
 *
 * @param failure what went wrong, or null
 * @param action what to do about it, or null
 * @param stage how far the run got
 * @param readRows rows read, dirty ones among them
 * @param slowerSide reader or writer, by which side the other waited for longer; null if neither waited much
 * @param slowestSplit the split that took longest, with its time; null if there was none
 * @param dirtyFile where the dirty rows are, or null
 * @param splits the plan, for a dry run
 * @param notes what else the operator should know, such as a former run that was finished first
 */
public record RunReport(
        String run,
        String job,
        Outcome outcome,
        String failure,
        String action,
        String stage,
        Instant started,
        Instant ended,
        long millis,
        int channels,
        int tasks,
        long readRows,
        long writtenRows,
        long dirtyRows,
        long bytes,
        long retries,
        long throttled,
        String slowerSide,
        String slowestSplit,
        String dirtyFile,
        String folder,
        List<String> splits,
        List<String> notes) {
    /** Whether the job was only looked at. */
    public boolean isDryRun() {
        return outcome == Outcome.DONE && run == null;
    }
}
