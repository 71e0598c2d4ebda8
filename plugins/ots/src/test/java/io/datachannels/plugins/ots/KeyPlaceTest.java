package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPlaceTest {
    private static double place(List<KeyPart> begin, List<KeyPart> end, List<KeyPart> first, List<KeyPart> at) {
        KeyPlace place = new KeyPlace(new KeyRange(begin, end));
        place.reached(first);
        place.reached(at);
        return place.progress();
    }

    private static double place(KeyPart begin, KeyPart end, KeyPart at) {
        return place(List.of(begin), List.of(end), List.of(begin), List.of(at));
    }

    private static KeyPart text(String value) {
        return new KeyPart(KeyType.STRING, value);
    }

    @Test
    void goesByTheValueOfIntegers() {
        assertThat(place(KeyPart.of(100), KeyPart.of(200), KeyPart.of(125))).isEqualTo(0.25);
        assertThat(place(KeyPart.of(200), KeyPart.of(100), KeyPart.of(125))).isEqualTo(0.75);
        assertThat(place(KeyPart.of(Long.MIN_VALUE), KeyPart.of(Long.MAX_VALUE), KeyPart.of(0)))
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void goesByTheBytesOfStringsBehindWhatTheEndsShare() {
        assertThat(place(text("user-00"), text("user-0@"), text("user-08"))).isCloseTo(0.5, within(0.01));
        assertThat(place(text("a"), text("c"), text("b"))).isCloseTo(0.5, within(0.01));
        assertThat(place(text(""), text("b"), text("a"))).isCloseTo(0.99, within(0.01));
    }

    @Test
    void goesByTheFirstColumnInWhichTheEndsDiffer() {
        List<KeyPart> begin = List.of(text("west"), KeyPart.of(0), KeyPart.MIN);
        List<KeyPart> end = List.of(text("west"), KeyPart.of(10), KeyPart.MIN);
        assertThat(place(begin, end, begin, List.of(text("west"), KeyPart.of(5), text("x"))))
                .isEqualTo(0.5);
    }

    @Test
    void learnsAnOpenBeginFromTheFirstRow() {
        assertThat(place(
                        List.of(KeyPart.MIN),
                        List.of(KeyPart.of(2000)),
                        List.of(KeyPart.of(1000)),
                        List.of(KeyPart.of(1250))))
                .isEqualTo(0.25);
    }

    @Test
    void doesNotGuessWhereTheEndIsOpenOrNothingLiesBetweenTheEnds() {
        assertThat(place(KeyPart.of(1), KeyPart.MAX, KeyPart.of(5))).isNaN();
        assertThat(place(text("a"), text("a"), text("a"))).isNaN();
        assertThat(place(
                        List.of(KeyPart.of(7), KeyPart.MIN),
                        List.of(KeyPart.of(8), KeyPart.MIN),
                        List.of(KeyPart.of(7), text("a")),
                        List.of(KeyPart.of(7), text("b"))))
                .isNaN();
        assertThat(new KeyPlace(new KeyRange(List.of(KeyPart.of(1)), List.of(KeyPart.of(3)))).progress())
                .isNaN();
    }
}
