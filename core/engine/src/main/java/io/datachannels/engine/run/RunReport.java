package io.datachannels.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What there is to say of a run when it ended: the final table, and {@code report.json}, whose names are the components' and stay as
 * they are. Times are UTC, lengths of time milliseconds.
 *
 * @param failure what went wrong, or null
 * @param action what to do about it, or null
 * @param stage how far the run got
 * @param readRows rows read, dirty and filtered ones among them
 * @param transformed what became of the rows that the transformers took; null if the job has none
 * @param retries calls and splits that were tried again, by this process
 * @param throttled those of them because the service asked to be spared
 * @param slowerSide reader or writer, by which side the other waited for longer, or the speed limit; null if neither waited much
 * @param slowestSplit the split that took longest, with its time; null if there was none
 * @param dirtyFile where the dirty rows are, or null
 * @param splits the plan, for a dry run
 * @param notes what else the operator should know, such as a former run that was finished first
 * @param speed how fast rows were read, and how fast they might have been
 * @param settings what the job file says, for people, its secrets masked: name to value
 * @param dirtyReasons why rows were set aside, the most frequent reason first; of a resumed run, by its last process
 * @param attempts of the last process of a run, in the order in which they ended
 * @param samples what was read over time, the first when tasks began, the last when they had ended
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
        TransformedRows transformed,
        long bytes,
        long retries,
        long throttled,
        RetriesByKind retriesByKind,
        String slowerSide,
        String slowestSplit,
        String dirtyFile,
        String folder,
        List<String> splits,
        List<String> notes,
        Speed speed,
        Map<String, String> settings,
        List<DirtyReason> dirtyReasons,
        List<AttemptReport> attempts,
        List<Sample> samples) {
    /** Whether the job was only looked at. */
    public boolean isDryRun() {
        return outcome == Outcome.DONE && run == null;
    }
}
