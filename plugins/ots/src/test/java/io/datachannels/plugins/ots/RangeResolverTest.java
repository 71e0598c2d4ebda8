package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import io.datachannels.spi.JobFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeResolverTest {
    private static final List<PrimaryKeySchema> KEY =
            List.of(Tables.key("p", PrimaryKeyType.STRING), Tables.key("q", PrimaryKeyType.INTEGER));
    private static final KeyItem MIN = new KeyItem("inf_min", null);
    private static final KeyItem MAX = new KeyItem("INF_MAX", null);

    @Test
    void takesAllOfTheTableWithoutARange() {
        assertThat(described(RangeConfig.ALL)).containsExactly("[(INF_MIN, INF_MIN), (INF_MAX, INF_MAX))");
        assertThat(described(range(List.of(MIN), List.of(MAX))))
                .containsExactly("[(INF_MIN, INF_MIN), (INF_MAX, INF_MAX))");
    }

    @Test
    void completesPrefixesOutwardsGoingForward() {
        assertThat(described(range(List.of(text("a")), List.of(text("b")))))
                .containsExactly("[(\"a\", INF_MIN), (\"b\", INF_MAX))");
        assertThat(described(range(List.of(text("a"), number(5)), List.of())))
                .containsExactly("[(\"a\", 5), (INF_MAX, INF_MAX))");
        assertThat(described(range(List.of(), List.of(text("b"), number(-5)))))
                .containsExactly("[(INF_MIN, INF_MIN), (\"b\", -5))");
    }

    @Test
    void completesPrefixesOutwardsGoingBackward() {
        assertThat(described(range(List.of(MAX), List.of(MIN))))
                .containsExactly("[(INF_MAX, INF_MAX), (INF_MIN, INF_MIN))");
        assertThat(described(range(List.of(text("b")), List.of(text("a")))))
                .containsExactly("[(\"b\", INF_MAX), (\"a\", INF_MIN))");
        assertThat(described(range(List.of(text("a"), number(9)), List.of(text("a"), number(3)))))
                .containsExactly("[(\"a\", 9), (\"a\", 3))");
    }

    @Test
    void takesAnEqualPrefixAsAllThatBeginsSo() {
        assertThat(described(range(List.of(text("a")), List.of(text("a")))))
                .containsExactly("[(\"a\", INF_MIN), (\"a\", INF_MAX))");
    }

    @Test
    void aShorterEqualPrefixComesFirst() {
        assertThat(described(range(List.of(text("a")), List.of(text("a"), number(5)))))
                .containsExactly("[(\"a\", INF_MIN), (\"a\", 5))");
        assertThat(described(range(List.of(text("a"), number(5)), List.of(text("a")))))
                .containsExactly("[(\"a\", 5), (\"a\", INF_MIN))");
    }

    @Test
    void refusesARangeThatHoldsNothing() {
        RangeConfig same = range(List.of(text("a"), number(5)), List.of(text("a"), number(5)));
        assertFails(same, "range: begin and end are the same key, so the range [(\"a\", 5), (\"a\", 5)) holds nothing");
        assertFails(range(List.of(MIN), List.of(MIN)), "holds nothing");
        assertFails(range(List.of(MAX), List.of()), "holds nothing");
    }

    @Test
    void namesEveryItemThatDoesNotFitTheTable() {
        assertFails(
                range(List.of(number(1), text("x")), List.of(text("a"), number(1), number(2)), number(3)),
                "range.begin[0]: is of type int, but the primary key column p is of type string",
                "range.begin[1]: is of type string, but the primary key column q is of type int",
                "range.end: has 3 values, but the primary key has 2 columns",
                "range.split[0]: is of type int, but the primary key column p is of type string");
    }

    @Test
    void cutsAtTheJobFilesPoints() {
        assertThat(described(range(List.of(), List.of(), text("b"), text("c"))))
                .containsExactly(
                        "[(INF_MIN, INF_MIN), (\"b\", INF_MIN))",
                        "[(\"b\", INF_MIN), (\"c\", INF_MIN))",
                        "[(\"c\", INF_MIN), (INF_MAX, INF_MAX))");
        assertThat(described(range(List.of(MAX), List.of(MIN), text("c"), text("b"))))
                .containsExactly(
                        "[(INF_MAX, INF_MAX), (\"c\", INF_MIN))",
                        "[(\"c\", INF_MIN), (\"b\", INF_MIN))",
                        "[(\"b\", INF_MIN), (INF_MIN, INF_MIN))");
    }

    @Test
    void namesEverySplitPointOutOfPlace() {
        assertFails(
                range(List.of(text("b")), List.of(text("f")), text("a"), text("d"), text("d"), text("c"), text("z")),
                "range.split[0]: \"a\" lies outside the range [(\"b\", INF_MIN), (\"f\", INF_MAX))",
                "range.split[2]: \"d\" must be greater than \"d\" before it",
                "range.split[3]: \"c\" must be greater than \"d\" before it",
                "range.split[4]: \"z\" lies outside");
        assertFails(
                range(List.of(MAX), List.of(MIN), text("a"), text("b")),
                "range.split[1]: \"b\" must be less than \"a\" before it");
    }

    @Test
    void aBeginIsNoSplitPoint() {
        assertFails(range(List.of(text("b")), List.of(), text("b")), "range.split[0]: \"b\" lies outside");
    }

    private static void assertFails(RangeConfig range, String... parts) {
        assertThatThrownBy(() -> described(range))
                .isInstanceOf(JobFailure.class)
                .hasMessageContainingAll(parts);
    }

    private static List<String> described(RangeConfig range) {
        return new RangeResolver(KEY)
                .resolve(range).stream().map(KeyRange::describe).toList();
    }

    private static RangeConfig range(List<KeyItem> begin, List<KeyItem> end, KeyItem... split) {
        return new RangeConfig(begin, end, List.of(split));
    }

    private static KeyItem text(String value) {
        return new KeyItem("string", value);
    }

    private static KeyItem number(long value) {
        return new KeyItem("INT", Long.toString(value));
    }
}
