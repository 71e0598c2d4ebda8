package io.datachannels.plugins.ots;

import java.util.List;

/**
 * A shard and where a window begins in it; JSON-safe.
 *
 * @param parents the shards that must be read first, among those of the same split
 * @param position an iterator or one of the marks of {@link ShardPosition}
 * @param skip how many records behind the iterator belong to the window before
 * @param exact whether the window begins there; else records before the window's start follow first
 * @param closed whether other shards came after it, so that it has an end
 */
record ShardStart(String shard, List<String> parents, String position, long skip, boolean exact, boolean closed) {
    ShardStart {
        parents = List.copyOf(parents);
    }

    boolean isEnded() {
        return position.equals(ShardPosition.SHARD_END);
    }

    ShardStart ended() {
        return new ShardStart(shard, parents, ShardPosition.SHARD_END, 0, true, closed);
    }

    ShardStart withParents(List<String> newParents) {
        return new ShardStart(shard, newParents, position, skip, exact, closed);
    }
}
