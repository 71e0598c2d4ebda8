package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteBuilderTest {
    @Test
    void numbersAreAsJavaWritesThem() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            assertNumber(random.nextLong() >> random.nextInt(64));
        }
        long power = 1;
        for (int i = 0; i < 19; i++) {
            assertNumber(power);
            assertNumber(power - 1);
            assertNumber(-power);
            power *= 10;
        }
        assertNumber(Long.MIN_VALUE);
        assertNumber(Long.MAX_VALUE);
    }

    private static void assertNumber(long value) {
        ByteBuilder out = new ByteBuilder(1);
        assertThat(text(out.putLong(value))).isEqualTo(Long.toString(value));
    }

    private static String text(ByteBuilder out) {
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }
}
