package io.datachannels.plugins.oss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes splits of objects: large ones are cut where the format allows it, small ones are put together, so that a split is worth the while
 * and there are some for every channel.
 */
final class SplitPlan {
    private static final int SPLITS_PER_CHANNEL = 4;
    private static final long SMALLEST_CUT = 32L << 20;
    private static final long LARGEST_GROUP = 16L << 20;
    /** What the request for an object costs, in bytes of reading. */
    private static final long REQUEST = 64L << 10;

    private final boolean cut;
    private final long share;

    /**
     * @param cut whether an object may be cut at a line end
     */
    SplitPlan(List<StoredObject> objects, boolean cut, int parallelism) {
        this.cut = cut;
        long cost = objects.stream().mapToLong(SplitPlan::cost).sum();
        this.share = cost / ((long) SPLITS_PER_CHANNEL * Math.max(1, parallelism)) + 1;
    }

    /** The largest first. */
    List<ObjectSplit> splits(List<StoredObject> objects) {
        List<ObjectSplit> splits = new ArrayList<>();
        List<ObjectPiece> group = new ArrayList<>();
        long grouped = 0;
        for (StoredObject each : objects) {
            long most = Math.min(share, LARGEST_GROUP);
            if (grouped + cost(each) > most && !group.isEmpty()) {
                splits.add(new ObjectSplit(group));
                group.clear();
                grouped = 0;
            }
            if (cost(each) >= most) {
                pieces(each).forEach(piece -> splits.add(new ObjectSplit(List.of(piece))));
            } else {
                group.add(ObjectPiece.whole(each));
                grouped += cost(each);
            }
        }
        if (!group.isEmpty()) {
            splits.add(new ObjectSplit(group));
        }
        splits.sort(Comparator.comparingLong(ObjectSplit::bytes).reversed());
        return splits;
    }

    private List<ObjectPiece> pieces(StoredObject object) {
        long target = Math.max(share, SMALLEST_CUT);
        long count = cut && object.size() >= 2 * SMALLEST_CUT ? (object.size() + target - 1) / target : 1;
        List<ObjectPiece> pieces = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long from = object.size() / count * i;
            long to = i + 1 == count ? object.size() : object.size() / count * (i + 1);
            pieces.add(new ObjectPiece(object.key(), object.size(), object.etag(), from, to));
        }
        return pieces;
    }

    private static long cost(StoredObject object) {
        return object.size() + REQUEST;
    }
}
