package io.datachannels.plugins.ots;

import io.datachannels.spi.Split;
import java.util.List;

/** Shards that are read one after the other, because some come from others. */
record StreamSplit(List<ShardStart> shards) implements Split {
    StreamSplit {
        shards = List.copyOf(shards);
    }

    @Override
    public String describe() {
        String first = "shard " + shards.get(0).shard();
        return shards.size() == 1 ? first : first + " and " + (shards.size() - 1) + " more that came from or with it";
    }
}
