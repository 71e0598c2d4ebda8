package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.Split;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a range into pieces of about equal size, several for each channel, at keys that the service computes from what it stores.
 */
final class SplitPlan {
    private static final Logger log = LoggerFactory.getLogger(SplitPlan.class);
    private static final int PIECES_PER_CHANNEL = 8;
    /** How many of these make one, where the table is so small that the service computes no points. */
    private static final int PIECES_PER_STEP = 2;

    private static final long LARGE_PIECE = 100 << 20;
    /** The least that the service accepts. */
    private static final long SMALL_PIECE = 1 << 20;
    /** How many pieces of a whole table an answer should have at most. */
    private static final int MAX_PIECES = 10_000;

    private final OtsClient client;
    private final TableScan scan;
    private final JobContext job;

    SplitPlan(OtsClient client, TableScan scan, JobContext job) {
        this.client = client;
        this.scan = scan;
        this.job = job;
    }

    /** @param parallelism 1 leaves the range whole */
    List<KeyRange> cut(KeyRange range, int parallelism) {
        if (parallelism <= 1) {
            return List.of(range);
        }
        int wanted = parallelism * PIECES_PER_CHANNEL;
        List<List<KeyPart>> points = points(range, wanted);
        int step = Math.max(1, (points.size() + 1) / wanted);
        List<List<KeyPart>> kept = new ArrayList<>();
        for (int i = step - 1; i < points.size(); i += step) {
            kept.add(points.get(i));
        }
        return range.cutAt(kept);
    }

    private List<List<KeyPart>> points(KeyRange range, int wanted) {
        List<List<KeyPart>> points;
        try {
            points = computed(range, wanted);
        } catch (JobFailure e) {
            log.warn("otsreader: the service computes no split points: {}", e.getMessage());
            points = List.of();
        }
        boolean counts = scan.key().get(0).getType() == PrimaryKeyType.INTEGER;
        return points.isEmpty() && counts ? interpolated(range, wanted / PIECES_PER_STEP) : points;
    }

    /** First in large pieces, which cost little; then smaller ones if the range has too few of them. */
    private List<List<KeyPart>> computed(KeyRange range, int wanted) {
        List<Split> pieces = client.pieces(scan.table(), LARGE_PIECE, job);
        List<List<KeyPart>> inside = inside(range, pieces);
        if (inside.size() + 1 >= wanted) {
            return inside;
        }
        long surely = LARGE_PIECE * Math.max(0, inside.size() - 1);
        long bearable = LARGE_PIECE * pieces.size() / MAX_PIECES;
        long smaller = Math.max(SMALL_PIECE, Math.max(surely / wanted, bearable));
        return smaller >= LARGE_PIECE ? inside : inside(range, client.pieces(scan.table(), smaller, job));
    }

    /** The points within the range, in its direction; such that do not rise are dropped. */
    private List<List<KeyPart>> inside(KeyRange range, List<Split> pieces) {
        List<List<KeyPart>> points = new ArrayList<>();
        for (Split piece : pieces) {
            List<KeyPart> point = TableScan.parts(piece.getLowerBound());
            boolean rises = points.isEmpty() || KeyRange.compare(points.get(points.size() - 1), point) < 0;
            if (rises && range.isInside(point)) {
                points.add(point);
            }
        }
        if (range.isBackward()) {
            Collections.reverse(points);
        }
        return points;
    }

    /** Equal steps between the first and the last integer, unless one page holds everything. */
    private List<List<KeyPart>> interpolated(KeyRange range, int wanted) {
        GetRangeResponse page = client.page(request(range), job);
        if (page.getNextStartPrimaryKey() == null || page.getRows().isEmpty()) {
            return List.of();
        }
        RangeRowQueryCriteria last = request(new KeyRange(range.end(), range.begin()));
        last.setLimit(1);
        List<Row> end = client.page(last, job).getRows();
        if (end.isEmpty()) {
            return List.of();
        }
        BigInteger from = partition(page.getRows().get(0));
        BigInteger distance = partition(end.get(0)).subtract(from);
        List<List<KeyPart>> points = new ArrayList<>();
        for (int i = 1; i < wanted; i++) {
            BigInteger step = distance.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(wanted));
            List<KeyPart> point = new ArrayList<>(Collections.nCopies(scan.key().size(), KeyPart.MIN));
            point.set(0, KeyPart.of(from.add(step).longValueExact()));
            boolean fresh = points.isEmpty() || !points.get(points.size() - 1).equals(point);
            if (fresh && range.isInside(point)) {
                points.add(point);
            }
        }
        return points;
    }

    private RangeRowQueryCriteria request(KeyRange range) {
        RangeRowQueryCriteria request =
                scan.request(range, List.of(scan.key().get(0).getName()));
        Versions.LATEST.restrict(request);
        return request;
    }

    private static BigInteger partition(Row row) {
        return BigInteger.valueOf(
                row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asLong());
    }
}
