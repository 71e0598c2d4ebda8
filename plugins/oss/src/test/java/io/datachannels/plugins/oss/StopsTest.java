package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Looking for bytes eight at a time finds what looking for them one by one does. */
class StopsTest {
    @Test
    void theFirstOfAllBytesIsFound() {
        Random random = new Random(1);
        byte[] bytes = new byte[40];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(bytes);
            byte[] stops = {bytes[random.nextInt(40)], (byte) random.nextInt(), (byte) (bytes[random.nextInt(40)] ^ 1)};
            int from = random.nextInt(20);
            int to = from + random.nextInt(21);
            assertThat(new Stops(stops[0], stops[1], stops[2]).next(bytes, from, to))
                    .isEqualTo(next(bytes, from, to, stops));
        }
    }

    private static int next(byte[] bytes, int from, int to, byte[] stops) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == stops[0] || bytes[i] == stops[1] || bytes[i] == stops[2]) {
                return i;
            }
        }
        return to;
    }

    @Test
    void bytesBeyondTheEndAreNotLookedAt() {
        byte[] bytes = "abcdefgh,".getBytes(StandardCharsets.US_ASCII);
        Stops stops = new Stops((byte) ',', (byte) '\n', (byte) '\r');
        assertThat(stops.next(bytes, 0, 8)).isEqualTo(8);
        assertThat(stops.next(bytes, 0, 9)).isEqualTo(8);
        assertThat(stops.next(bytes, 9, 9)).isEqualTo(9);
    }
}
