package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Crc64Test {
    private static final byte[] EXAMPLE = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theChecksumOfTheStandardsExample() {
        assertThat(Crc64.of(EXAMPLE)).isEqualTo(Long.toUnsignedString(0x995DC9BBDF1939FAL));
        assertThat(Crc64.of(new byte[0])).isEqualTo(Crc64.OF_NOTHING);
    }

    @Test
    void piecesGiveTheChecksumOfAll() {
        for (int cut = 0; cut <= EXAMPLE.length; cut++) {
            String first = Crc64.of(Arrays.copyOf(EXAMPLE, cut));
            String second = Crc64.of(Arrays.copyOfRange(EXAMPLE, cut, EXAMPLE.length));
            assertThat(Crc64.combine(first, second, EXAMPLE.length - cut)).isEqualTo(Crc64.of(EXAMPLE));
        }
        assertThat(Crc64.combine("", "1", 1)).isEmpty();
        assertThat(Crc64.combine("1", "", 1)).isEmpty();
    }
}
