package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.cells;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static io.datachannels.emulators.tablestore.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.alicloud.openservices.tablestore.model.condition.ColumnCondition;
import com.alicloud.openservices.tablestore.model.condition.SingleColumnValueCondition;
import com.alicloud.openservices.tablestore.model.filter.ColumnPaginationFilter;
import com.alicloud.openservices.tablestore.model.filter.CompositeColumnValueFilter;
import com.alicloud.openservices.tablestore.model.filter.CompositeColumnValueFilter.LogicOperator;
import com.alicloud.openservices.tablestore.model.filter.Filter;
import com.alicloud.openservices.tablestore.model.filter.RegexRule;
import com.alicloud.openservices.tablestore.model.filter.SingleColumnValueFilter;
import com.alicloud.openservices.tablestore.model.filter.SingleColumnValueFilter.CompareOperator;
import com.alicloud.openservices.tablestore.model.filter.SingleColumnValueRegexFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditionsAndFiltersTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @BeforeEach
    void fill() {
        put(client, key("a", 1), column("i", 1L), column("s", "x-10"), column("d", 1.5), column("b", true));
        put(client, key("a", 2), column("i", 2L), column("s", "x-2"), column("d", -1.5), column("b", false));
        put(client, key("a", 3), column("i", 3L), column("s", "none"));
        put(client, key("a", 4), column("s", "text"));
    }

    @Test
    void existenceIsExpectedForEveryKindOfWrite() {
        Condition exist = new Condition(RowExistenceExpectation.EXPECT_EXIST);
        Condition notExist = new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST);
        assertPasses(() -> putIf(1, exist), true);
        assertPasses(() -> putIf(1, notExist), false);
        assertPasses(() -> putIf(9, exist), false);
        assertPasses(() -> putIf(9, notExist), true);
        assertPasses(() -> updateIf(8, exist), false);
        assertPasses(() -> updateIf(8, notExist), true);
        assertPasses(() -> updateIf(8, notExist), false);
        assertPasses(() -> deleteIf(7, exist), false);
        assertPasses(() -> deleteIf(7, notExist), true);
        assertPasses(() -> deleteIf(1, notExist), false);
        assertPasses(() -> deleteIf(1, exist), true);
        assertThat(get(client, key("a", 1))).isNull();
    }

    @Test
    void columnConditionDecidesAndLeavesTheRowAsItIs() {
        assertPasses(() -> putIf(1, where("i", CompareOperator.EQUAL, 2L, true)), false);
        assertThat(cells(get(client, key("a", 1), "i"))).containsExactly("i=1");
        assertPasses(() -> updateIf(1, where("i", CompareOperator.LESS_EQUAL, 1L, true)), true);
        assertPasses(() -> deleteIf(2, where("b", CompareOperator.NOT_EQUAL, false, true)), false);
        assertPasses(() -> deleteIf(2, where("none", CompareOperator.EQUAL, 1L, false)), false);
        assertPasses(() -> deleteIf(2, where("none", CompareOperator.EQUAL, 1L, true)), true);
        assertPasses(() -> putIf(99, where("none", CompareOperator.EQUAL, 1L, true)), true);
    }

    @Test
    void everyComparatorOnEveryType() {
        assertThat(found(single("i", CompareOperator.EQUAL, 2L))).containsExactly(2L);
        assertThat(found(single("i", CompareOperator.NOT_EQUAL, 2L))).containsExactly(1L, 3L);
        assertThat(found(single("i", CompareOperator.GREATER_THAN, 2L))).containsExactly(3L);
        assertThat(found(single("i", CompareOperator.GREATER_EQUAL, 2L))).containsExactly(2L, 3L);
        assertThat(found(single("i", CompareOperator.LESS_THAN, 2L))).containsExactly(1L);
        assertThat(found(single("i", CompareOperator.LESS_EQUAL, 2L))).containsExactly(1L, 2L);
        assertThat(found(single("d", CompareOperator.LESS_THAN, 0.0))).containsExactly(2L);
        assertThat(found(single("b", CompareOperator.EQUAL, true))).containsExactly(1L);
        assertThat(found(single("s", CompareOperator.GREATER_EQUAL, "text"))).containsExactly(1L, 2L, 4L);
        assertThat(found(single("i", CompareOperator.EQUAL, "2"))).isEmpty();
    }

    @Test
    void aMissingColumnPassesIfToldSo() {
        SingleColumnValueFilter filter = single("i", CompareOperator.EQUAL, 1L);
        filter.setPassIfMissing(true);
        assertThat(found(filter)).containsExactly(1L, 4L);
    }

    @Test
    void filtersCombine() {
        Filter two = single("i", CompareOperator.GREATER_THAN, 1L);
        Filter three = single("i", CompareOperator.LESS_EQUAL, 2L);
        assertThat(found(combine(LogicOperator.AND, two, three))).containsExactly(2L);
        assertThat(found(combine(LogicOperator.OR, two, single("d", CompareOperator.EQUAL, 1.5))))
                .containsExactly(1L, 2L, 3L);
        assertThat(found(combine(LogicOperator.NOT, two))).containsExactly(1L, 4L);
        assertThat(found(combine(LogicOperator.NOT, combine(LogicOperator.OR, two, three))))
                .containsExactly(4L);
    }

    @Test
    void paginationCutsTheColumns() {
        RangeRowQueryCriteria criteria = Rows.range(Rows.first(), Rows.last());
        criteria.setFilter(new ColumnPaginationFilter(2, 1));
        GetRangeResponse response = client.getRange(new GetRangeRequest(criteria));
        assertThat(response.getRows().stream().map(Rows::cells))
                .containsExactly(List.of("d=1.5", "i=1"), List.of("d=-1.5", "i=2"), List.of("s=none"), List.of());
    }

    @Test
    void aRegularExpressionTakesTheNumberOutOfAText() {
        RegexRule rule = new RegexRule("^x-([0-9]+)$", RegexRule.CastType.VT_INTEGER);
        SingleColumnValueRegexFilter larger = new SingleColumnValueRegexFilter(
                "s", rule, SingleColumnValueRegexFilter.CompareOperator.GREATER_THAN, Rows.value(5L));
        assertThat(found(larger)).containsExactly(1L);
        SingleColumnValueRegexFilter exists =
                new SingleColumnValueRegexFilter("s", rule, SingleColumnValueRegexFilter.CompareOperator.EXIST);
        assertThat(found(exists)).containsExactly(1L, 2L);
        SingleColumnValueRegexFilter absent =
                new SingleColumnValueRegexFilter("s", rule, SingleColumnValueRegexFilter.CompareOperator.NOT_EXIST);
        assertThat(found(absent)).containsExactly(3L, 4L);
    }

    @Test
    void aFilterSeesOnlyTheColumnsThatAreRead() {
        RangeRowQueryCriteria criteria = Rows.range(Rows.first(), Rows.last());
        criteria.addColumnsToGet("s");
        criteria.setFilter(single("i", CompareOperator.EQUAL, 1L));
        assertThat(client.getRange(new GetRangeRequest(criteria)).getRows()).isEmpty();
    }

    @Test
    void aPageOfRowsFilteredOutStillLeadsOn() {
        RangeIteratorParameter parameter = new RangeIteratorParameter(Rows.range(Rows.first(), Rows.last()));
        parameter.setFilter(single("i", CompareOperator.EQUAL, 3L));
        parameter.setBufferSize(1);
        List<Long> found = new ArrayList<>();
        client.createRangeIterator(parameter)
                .forEachRemaining(row -> found.add(
                        row.getPrimaryKey().getPrimaryKeyColumn("n").getValue().asLong()));
        assertThat(found).containsExactly(3L);
    }

    @Test
    void refusesTooManyFilters() {
        Filter[] parts = new Filter[32];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = single("i", CompareOperator.EQUAL, (long) i);
        }
        assertInvalid(() -> found(combine(LogicOperator.OR, parts)), "The count of filter exceeds the max: 32.");
    }

    private static Condition where(String name, CompareOperator operator, Object value, boolean passIfMissing) {
        Condition condition = new Condition(RowExistenceExpectation.IGNORE);
        SingleColumnValueCondition column = new SingleColumnValueCondition(
                name, SingleColumnValueCondition.CompareOperator.valueOf(operator.name()), Rows.value(value));
        column.setPassIfMissing(passIfMissing);
        condition.setColumnCondition((ColumnCondition) column);
        return condition;
    }

    private static SingleColumnValueFilter single(String name, CompareOperator operator, Object value) {
        SingleColumnValueFilter filter = new SingleColumnValueFilter(name, operator, Rows.value(value));
        filter.setPassIfMissing(false);
        return filter;
    }

    private static CompositeColumnValueFilter combine(LogicOperator operator, Filter... parts) {
        CompositeColumnValueFilter filter = new CompositeColumnValueFilter(operator);
        for (Filter part : parts) {
            filter.addFilter((com.alicloud.openservices.tablestore.model.filter.ColumnValueFilter) part);
        }
        return filter;
    }

    private List<Long> found(Filter filter) {
        RangeRowQueryCriteria criteria = Rows.range(Rows.first(), Rows.last());
        criteria.setFilter(filter);
        return client.getRange(new GetRangeRequest(criteria)).getRows().stream()
                .map(row ->
                        row.getPrimaryKey().getPrimaryKeyColumn("n").getValue().asLong())
                .toList();
    }

    private void putIf(long n, Condition condition) {
        RowPutChange change = row(key("a", n), column("i", n));
        change.setCondition(condition);
        client.putRow(new PutRowRequest(change));
    }

    private void updateIf(long n, Condition condition) {
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", n));
        change.setCondition(condition);
        change.put("u", Rows.value(n));
        client.updateRow(new UpdateRowRequest(change));
    }

    private void deleteIf(long n, Condition condition) {
        RowDeleteChange change = new RowDeleteChange(TABLE, key("a", n));
        change.setCondition(condition);
        client.deleteRow(new DeleteRowRequest(change));
    }

    private static void assertPasses(Runnable write, boolean passes) {
        if (passes) {
            write.run();
        } else {
            assertRefused(write::run, 403, "OTSConditionCheckFail", "Condition check failed.");
        }
    }
}
