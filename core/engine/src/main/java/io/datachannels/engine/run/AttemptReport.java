package io.datachannels.engine.run;

/**
 * One attempt to move one split, for the picture of a run.
 *
 * @param task the split's place in the plan, from 0
 * @param attempt from 0
 * @param lane from 0; attempts of a lane follow one another
 * @param begin in milliseconds since the run began
 * @param end likewise
 * @param rows read, dirty ones among them
 * @param failure what ended it early, or null
 */
public record AttemptReport(
        int task,
        int attempt,
        String split,
        int lane,
        State state,
        long begin,
        long end,
        long rows,
        long bytes,
        long dirty,
        String failure) {
    /** How an attempt ended. */
    public enum State {
        /** The split was moved. */
        DONE,
        /** It failed; the split was moved by another attempt, or the job failed with it. */
        FAILED,
        /** It was ended because the job was. */
        STOPPED
    }

    public long millis() {
        return end - begin;
    }
}
