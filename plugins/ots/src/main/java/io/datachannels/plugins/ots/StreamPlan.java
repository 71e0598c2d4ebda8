package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.StreamShard;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where a window begins in each shard, and puts shards that came from each other into one split. Shards that begin after this
 * have no records of the window, which lies in the past.
 */
final class StreamPlan {
    private static final Logger log = LoggerFactory.getLogger(StreamPlan.class);
    private static final long STATUS_MARGIN_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final ChangeStream stream;
    private final StatusTable status;
    private final StreamWindow window;
    private final JobContext job;
    private final long now;

    StreamPlan(ChangeStream stream, StatusTable status, StreamWindow window, JobContext job, long now) {
        this.stream = stream;
        this.status = status;
        this.window = window;
        this.job = job;
        this.now = now;
    }

    List<Split> cut() {
        List<StreamShard> shards = stream.shards(job);
        Optional<Map<String, StatusTable.Checkpoint>> stored = status.of(window.start());
        if (stored.isPresent()) {
            requireAll(shards, stored.get());
        } else {
            explain(status.lastEnd(window.start()));
        }
        Set<String> closed = new HashSet<>();
        shards.forEach(shard -> parents(shard).forEach(closed::add));
        Map<String, ShardStart> starts = new LinkedHashMap<>();
        for (StreamShard shard : shards) {
            String id = shard.getShardId();
            boolean isClosed = closed.contains(id);
            ShardStart start =
                    stored.map(all -> continued(id, all.get(id), isClosed)).orElseGet(() -> searched(id, isClosed));
            starts.put(id, isClosed && hasEnded(start) ? start.ended() : start);
        }
        return splits(shards, starts);
    }

    private void explain(Optional<Long> lastEnd) {
        log.info(
                "otsstreamreader: no window of {} that ended at {} is in the status table, so its changes are searched.",
                stream.table(),
                StreamWindow.show(window.start()));
        lastEnd.ifPresent(end -> log.warn(
                "otsstreamreader: windows of {} up to {} were read; the changes from there to {} are in no window since."
                        + " Run the job for the times between as well.",
                stream.table(),
                StreamWindow.show(end),
                StreamWindow.show(window.start())));
    }

    /** A shard that was not there when the window before was read has records of this window or later only. */
    private static ShardStart continued(String shard, StatusTable.Checkpoint stored, boolean closed) {
        return stored == null
                ? new ShardStart(shard, List.of(), ShardPosition.TRIM_HORIZON, 0, true, closed)
                : new ShardStart(shard, List.of(), stored.position(), stored.skip(), true, closed);
    }

    private ShardStart searched(String shard, boolean closed) {
        long kept = now - stream.retentionMillis() + STATUS_MARGIN_MILLIS;
        String position = status.nearest(shard, kept, window.start() - 1).orElse(ShardPosition.TRIM_HORIZON);
        return new ShardStart(shard, List.of(), position, 0, false, closed);
    }

    /** As DataX: a shard that has gone before it was read to its end would leave a gap. */
    private void requireAll(List<StreamShard> shards, Map<String, StatusTable.Checkpoint> stored) {
        Set<String> listed = new HashSet<>();
        shards.forEach(each -> listed.add(each.getShardId()));
        stored.forEach((shard, checkpoint) -> {
            if (!listed.contains(shard) && !checkpoint.position().equals(ShardPosition.SHARD_END)) {
                throw new JobFailure(
                        "the changes of " + stream.table() + " from " + StreamWindow.show(window.start())
                                + " on may be lost: the shard " + shard
                                + " was not read to its end and is not there any more",
                        "Export the table as a whole with otsreader, then go on with a window that starts later.");
            }
        });
    }

    /** Whether a closed shard has no record of the window or later: then what came from it need not wait for it. */
    private boolean hasEnded(ShardStart start) {
        if (start.isEnded()) {
            return true;
        }
        try {
            String iterator = start.exact() && !start.position().equals(ShardPosition.TRIM_HORIZON)
                    ? start.position()
                    : stream.at(start.shard(), window.start() - ShardReader.SEEK_MARGIN_MILLIS, job);
            if (iterator == null) {
                return true;
            }
            GetStreamRecordResponse page = stream.page(iterator, 1, job);
            return page.getRecords().isEmpty() && page.getNextShardIterator() == null;
        } catch (JobFailure e) {
            if (ChangeStream.isTrimmed(e)) {
                // to be told with the lost time by the task that reads it
                return false;
            }
            throw e;
        }
    }

    private static List<Split> splits(List<StreamShard> shards, Map<String, ShardStart> starts) {
        Map<String, StreamShard> byId = new HashMap<>();
        shards.forEach(each -> byId.put(each.getShardId(), each));
        Map<String, List<String>> families = new HashMap<>();
        for (StreamShard shard : shards) {
            if (!starts.get(shard.getShardId()).isEnded()) {
                List<String> family = families.computeIfAbsent(shard.getShardId(), id -> new ArrayList<>(List.of(id)));
                openParents(shard, starts).forEach(parent -> join(family, parent, families));
            }
        }
        List<ShardStart> ended =
                starts.values().stream().filter(ShardStart::isEnded).toList();
        List<Split> splits = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (StreamShard shard : shards) {
            String id = shard.getShardId();
            if (starts.get(id).isEnded() || placed.contains(id)) {
                continue;
            }
            List<ShardStart> ordered = new ArrayList<>(splits.isEmpty() ? ended : List.of());
            List<String> family = families.get(id);
            shards.stream()
                    .filter(each -> families.get(each.getShardId()) == family)
                    .forEach(each -> place(each, byId, starts, placed, ordered));
            splits.add(new StreamSplit(ordered));
        }
        if (splits.isEmpty() && !ended.isEmpty()) {
            splits.add(new StreamSplit(ended));
        }
        return splits;
    }

    private static void join(List<String> family, String parent, Map<String, List<String>> families) {
        List<String> other = families.computeIfAbsent(parent, id -> new ArrayList<>(List.of(id)));
        if (other != family) {
            family.addAll(other);
            other.forEach(each -> families.put(each, family));
        }
    }

    /** Parents before the shard itself. */
    private static void place(
            StreamShard shard,
            Map<String, StreamShard> byId,
            Map<String, ShardStart> starts,
            Set<String> placed,
            List<ShardStart> ordered) {
        if (!placed.add(shard.getShardId())) {
            return;
        }
        List<String> parents = openParents(shard, starts).toList();
        parents.forEach(parent -> place(byId.get(parent), byId, starts, placed, ordered));
        ordered.add(starts.get(shard.getShardId()).withParents(parents));
    }

    /** A parent that is not listed any more has no records of the window. */
    private static Stream<String> openParents(StreamShard shard, Map<String, ShardStart> starts) {
        return parents(shard)
                .filter(id -> starts.containsKey(id) && !starts.get(id).isEnded());
    }

    private static Stream<String> parents(StreamShard shard) {
        return Stream.of(shard.getParentId(), shard.getParentSiblingId())
                .filter(Objects::nonNull)
                .filter(id -> !id.isEmpty());
    }
}
