package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.first;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.last;
import static io.datachannels.emulators.tablestore.Rows.put;
import static io.datachannels.emulators.tablestore.Rows.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GetRangeTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @BeforeEach
    void fill() {
        for (String k : List.of("b", "a", "c")) {
            for (long n : new long[] {2, -1, 0}) {
                put(client, key(k, n), column("x", k), column("y", n));
            }
        }
    }

    @Test
    void wholeTableInBothDirections() {
        List<String> rows = read(range(first(), last()));
        assertThat(rows).containsExactly("a:-1", "a:0", "a:2", "b:-1", "b:0", "b:2", "c:-1", "c:0", "c:2");
        List<String> backward = read(backward(last(), first()));
        assertThat(backward).containsExactly("c:2", "c:0", "c:-1", "b:2", "b:0", "b:-1", "a:2", "a:0", "a:-1");
    }

    @Test
    void startIsInclusiveAndEndIsExclusive() {
        assertThat(read(range(key("a", 2), key("b", 2)))).containsExactly("a:2", "b:-1", "b:0");
        assertThat(read(backward(key("b", 2), key("a", 2)))).containsExactly("b:2", "b:0", "b:-1");
        assertThat(read(range(key("a", 1), key("a", 3)))).containsExactly("a:2");
        assertThat(read(backward(key("b", 1), key("b", -2)))).containsExactly("b:0", "b:-1");
        assertThat(read(range(key("d", 0), key("e", 0)))).isEmpty();
    }

    @Test
    void infinityHoldsForItsColumnAlone() {
        PrimaryKey startOfB = key(PrimaryKeyValue.fromString("b"), PrimaryKeyValue.INF_MIN);
        PrimaryKey endOfB = key(PrimaryKeyValue.fromString("b"), PrimaryKeyValue.INF_MAX);
        assertThat(read(range(startOfB, endOfB))).containsExactly("b:-1", "b:0", "b:2");
        assertThat(read(backward(endOfB, startOfB))).containsExactly("b:2", "b:0", "b:-1");
        assertThat(read(range(endOfB, last()))).containsExactly("c:-1", "c:0", "c:2");
        assertThat(read(range(first(), startOfB))).containsExactly("a:-1", "a:0", "a:2");
    }

    @Test
    void pagesJoinWithoutGapOrOverlap() {
        RangeRowQueryCriteria forward = range(first(), last());
        forward.setLimit(2);
        GetRangeResponse page = client.getRange(new GetRangeRequest(forward));
        assertThat(page.getRows()).hasSize(2);
        assertThat(page.getNextStartPrimaryKey()).isEqualTo(key("a", 2));
        List<String> all = read(range(first(), last()));
        for (int size : new int[] {1, 2, 3, 4, 9, 10}) {
            RangeIteratorParameter parameter = new RangeIteratorParameter(range(first(), last()));
            parameter.setBufferSize(size);
            assertThat(drain(client.createRangeIterator(parameter))).isEqualTo(all);
            parameter = new RangeIteratorParameter(backward(last(), first()));
            parameter.setBufferSize(size);
            List<String> reversed = drain(client.createRangeIterator(parameter));
            java.util.Collections.reverse(reversed);
            assertThat(reversed).isEqualTo(all);
        }
        RangeRowQueryCriteria exact = range(first(), last());
        exact.setLimit(9);
        assertThat(client.getRange(new GetRangeRequest(exact)).getNextStartPrimaryKey())
                .isNull();
    }

    @Test
    void aPageEndsAfterFourMegabytes() {
        String large = "x".repeat(900_000);
        for (int i = 10; i < 20; i++) {
            put(client, key("large", i), column("x", large), column("y", 1L));
        }
        GetRangeResponse page = client.getRange(new GetRangeRequest(range(key("large", 0), last())));
        assertThat(page.getRows()).hasSize(5);
        assertThat(page.getNextStartPrimaryKey()).isEqualTo(key("large", 15));
        RangeRowQueryCriteria small = range(key("large", 0), last());
        small.addColumnsToGet("y");
        assertThat(client.getRange(new GetRangeRequest(small)).getRows()).hasSize(10);
    }

    @Test
    void aPageEndsAfterFiveThousandRows() {
        for (int from = 0; from < 5000; from += 200) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            IntStream.range(from, from + 200).forEach(n -> request.addRowChange(Rows.row(key("many", n))));
            client.batchWriteRow(request);
        }
        RangeRowQueryCriteria many = range(key("many", 0), last());
        GetRangeResponse page = client.getRange(new GetRangeRequest(many));
        assertThat(page.getRows()).hasSize(5000);
        assertThat(page.getNextStartPrimaryKey()).isNull();
        put(client, key("many", 5000));
        page = client.getRange(new GetRangeRequest(many));
        assertThat(page.getRows()).hasSize(5000);
        assertThat(page.getNextStartPrimaryKey()).isEqualTo(key("many", 5000));
    }

    @Test
    void rowsWithoutTheColumnsAreLeftOut() {
        put(client, key("bb", 0), column("z", 1L));
        RangeRowQueryCriteria criteria = range(first(), last());
        criteria.addColumnsToGet("z");
        assertThat(read(criteria)).containsExactly("bb:0");
        criteria = range(key("b", 2), key("c", 0));
        criteria.addColumnsToGet(new String[] {"z", "k"});
        assertThat(read(criteria)).containsExactly("b:2", "bb:0", "c:-1");
    }

    @Test
    void refusesRangesThatRunTheWrongWay() {
        String forward = "Begin key must less than end key in FORWARD";
        assertInvalid(() -> read(range(last(), first())), forward);
        assertInvalid(() -> read(range(key("a", 1), key("a", 1))), forward);
        assertInvalid(() -> read(backward(first(), last())), "Begin key must more than end key in BACKWARD");
    }

    private static RangeRowQueryCriteria backward(PrimaryKey start, PrimaryKey end) {
        RangeRowQueryCriteria criteria = range(start, end);
        criteria.setDirection(Direction.BACKWARD);
        return criteria;
    }

    private List<String> read(RangeRowQueryCriteria criteria) {
        GetRangeResponse response = client.getRange(new GetRangeRequest(criteria));
        assertThat(response.getNextStartPrimaryKey()).isNull();
        return response.getRows().stream().map(Rows::keyText).toList();
    }

    private static List<String> drain(Iterator<Row> rows) {
        List<String> keys = new ArrayList<>();
        rows.forEachRemaining(row -> keys.add(Rows.keyText(row)));
        return keys;
    }
}
