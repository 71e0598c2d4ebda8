package io.datachannels.plugins.ots;

import io.datachannels.spi.SplitReport;
import java.util.List;

/** How far the shards of a split were read. */
record StreamReport(List<ShardPosition> positions) implements SplitReport {
    StreamReport {
        positions = List.copyOf(positions);
    }
}
