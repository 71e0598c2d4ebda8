package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.StreamRecord;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads shards one after the other, parents first. What came from a shard that has records after the window has none in it and is
 * left to the next window as a whole.
 */
final class LineageReader implements SplitReader {
    private final ChangeStream stream;
    private final StreamWindow window;
    private final List<ShardStart> shards;
    private final ChangeLayout layout;
    private final boolean seeks;
    private final TaskContext task;
    private final List<ShardPosition> positions = new ArrayList<>();
    private final Set<String> unfinished = new HashSet<>();
    private ShardReader current;
    /** A change of which rows are left, and how many have been added. */
    private StreamRecord begun;

    private int added;

    LineageReader(
            ChangeStream stream,
            StreamWindow window,
            StreamSplit split,
            ChangeLayout layout,
            boolean seeks,
            TaskContext task) {
        this.stream = stream;
        this.window = window;
        this.shards = split.shards();
        this.layout = layout;
        this.seeks = seeks;
        this.task = task;
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (begun != null) {
                addRows(batch);
            } else if (current == null) {
                if (positions.size() == shards.size()) {
                    return false;
                }
                openNext();
            } else if (batch.rows() > 0 && current.isWaiting()) {
                return true;
            } else {
                begun = current.next();
                if (begun == null) {
                    finish(current.position());
                }
            }
        }
        return true;
    }

    @Override
    public double progress() {
        double open = current == null ? 0 : current.progress();
        return (positions.size() + open) / shards.size();
    }

    @Override
    public SplitReport report() {
        return new StreamReport(positions);
    }

    @Override
    public void close() {
        current = null;
        begun = null;
    }

    private void addRows(BatchBuilder batch) {
        added = layout.add(begun, current.shard(), added, batch);
        if (added == ChangeLayout.DONE) {
            begun = null;
            added = 0;
        }
    }

    private void openNext() {
        ShardStart start = shards.get(positions.size());
        if (start.parents().stream().anyMatch(unfinished::contains)) {
            finish(new ShardPosition(start.shard(), ShardPosition.TRIM_HORIZON));
        } else {
            current = new ShardReader(stream, window, start, seeks, task);
        }
    }

    private void finish(ShardPosition position) {
        positions.add(position);
        if (!position.isEnd()) {
            unfinished.add(position.shard());
        }
        current = null;
    }
}
