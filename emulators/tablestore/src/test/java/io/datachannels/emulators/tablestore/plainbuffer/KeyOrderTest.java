package io.datachannels.emulators.tablestore.plainbuffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    @Test
    void integersAreOrderedByValue() {
        assertAscending(
                Value.MINIMUM,
                Value.of(Long.MIN_VALUE),
                Value.of(-256),
                Value.of(-1),
                Value.of(0),
                Value.of(1),
                Value.of(255),
                Value.of(256),
                Value.of(Long.MAX_VALUE),
                Value.MAXIMUM);
    }

    @Test
    void stringsAreOrderedByUnsignedBytes() {
        assertAscending(
                Value.MINIMUM,
                Value.of(""),
                Value.of("\0"),
                Value.of("\0\0"),
                Value.of("\0a"),
                Value.of("A"),
                Value.of("A\0"),
                Value.of("A\0\0"),
                Value.of("A\0b"),
                Value.of("AB"),
                Value.of("B"),
                Value.of("é"),
                Value.of("\uFFFD"),
                Value.of("\uD83D\uDE00"),
                Value.MAXIMUM);
    }

    @Test
    void firstColumnDecidesBeforeTheSecond() {
        byte[] smaller = encode(Value.of("A"), Value.MAXIMUM, Value.of(5));
        byte[] larger = encode(Value.of("B"), Value.MINIMUM, Value.of(0));
        assertThat(Arrays.compareUnsigned(smaller, larger)).isNegative();
        assertThat(Arrays.compareUnsigned(encode(Value.of("A"), Value.MAXIMUM), encode(Value.of("A\0"), Value.of(0))))
                .isNegative();
    }

    private static void assertAscending(Value... values) {
        for (int i = 1; i < values.length; i++) {
            byte[] before = encode(values[i - 1], Value.MAXIMUM);
            byte[] after = encode(values[i], Value.MINIMUM);
            assertThat(Arrays.compareUnsigned(before, after)).as("value %d", i).isNegative();
        }
    }

    private static byte[] encode(Value... values) {
        return KeyOrder.encode(
                Arrays.stream(values).map(value -> Cell.put("k", value)).toList());
    }

    @Test
    void aKeyIsTheBytesOfItsColumns() {
        assertThat(KeyOrder.encode(List.of(Cell.put("k", Value.of("a"))))).isEqualTo(KeyOrder.encode(Value.of("a")));
    }
}
