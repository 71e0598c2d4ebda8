package io.datachannels.plugins.ots;

/**
 * Where the next window begins in a shard.
 *
 * @param position an iterator, or one of the two marks
 */
record ShardPosition(String shard, String position) {
    /** The oldest record that is kept. */
    static final String TRIM_HORIZON = "TRIM_HORIZON";

    /** All was read, and nothing can follow. */
    static final String SHARD_END = "SHARD_END";

    boolean isEnd() {
        return position.equals(SHARD_END);
    }
}
