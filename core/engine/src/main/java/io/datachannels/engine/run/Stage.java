package io.datachannels.engine.run;

/** Where a run stands, in the order in which it gets there. */
public enum Stage {
    /** The job file is read and bound; nothing was contacted. */
    BIND,
    /** Both sides check credentials, existence and types; nothing was changed. */
    CONNECT,
    /** The reader cuts the source into splits. */
    PLAN,
    /** The writer opens what tasks share. */
    PREPARE,
    /** Tasks run. */
    MOVE,
    /** The target becomes visible. */
    COMMIT_WRITER,
    /** The source's position moves. */
    COMMIT_READER,
    /** The run ended well. */
    DONE,
    /** What tasks left at the target is being removed. */
    ABORT,
    /** The run failed, and what its finished tasks wrote waits at the target, unseen, for the run to be resumed or a next one to remove it. */
    SUSPENDED,
    /** The run ended, and the target is as it was. */
    FAILED;

    /** Whether the run came to an end, so that nothing of it needs care. */
    public boolean isEnd() {
        return this == DONE || this == FAILED;
    }

    /** Whether the run stopped between its tasks and can go on with those that are missing. */
    public boolean isMove() {
        return this == MOVE || this == SUSPENDED;
    }

    /** Whether the commit was begun and must be finished. */
    public boolean isCommit() {
        return this == COMMIT_WRITER || this == COMMIT_READER;
    }
}
