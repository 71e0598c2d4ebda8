package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for bytes eight at a time finds what looking for them one by one does. */
class ByteSetTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\",\r\n", "\t\"\r\n", "||\r\n\"", ",;|\"\r\n", "，\"\r\n", "a", " \u0000\u001f"})
    void membersAreFound(String members) {
        byte[] set = members.getBytes(StandardCharsets.UTF_8);
        ByteSet bytes = new ByteSet(set);
        Random random = new Random(1);
        byte[] text = new byte[40];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(text);
            for (int at = 0; at < text.length; at++) {
                text[at] = random.nextInt(30) > 0 ? (byte) ('b' + text[at] % 20) : text[at];
            }
            int from = random.nextInt(20);
            int to = from + random.nextInt(21);
            int next = next(text, from, to, set);
            assertThat(bytes.next(text, from, to)).isEqualTo(next);
            assertThat(bytes.isIn(text, from, to)).isEqualTo(next < to);
        }
    }

    private static int next(byte[] text, int from, int to, byte[] set) {
        for (int i = from; i < to; i++) {
            for (byte each : set) {
                if (text[i] == each) {
                    return i;
                }
            }
        }
        return to;
    }
}
