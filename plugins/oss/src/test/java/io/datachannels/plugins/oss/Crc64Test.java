package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.common.utils.CRC64;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checksum as OSS has it: that of its SDK, whatever the pieces in which the bytes come. */
class Crc64Test {
    @Test
    void theChecksumOfTheStandardsExample() {
        Crc64 crc = new Crc64();
        crc.update("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9);
        assertThat(crc.value()).isEqualTo(Long.toUnsignedString(0x995DC9BBDF1939FAL));
        assertThat(new Crc64().value()).isEqualTo(Crc64.OF_NOTHING);
    }

    @Test
    void piecesOfAnyLengthGiveTheChecksumOfAll() {
        Random random = new Random(1);
        byte[] bytes = new byte[5000];
        random.nextBytes(bytes);
        for (int round = 0; round < 200; round++) {
            Crc64 crc = new Crc64();
            CRC64 expected = new CRC64();
            for (int at = random.nextInt(10); at < bytes.length; ) {
                int length = Math.min(bytes.length - at, random.nextInt(round + 2));
                crc.update(bytes, at, length);
                expected.update(bytes, at, length);
                at += length;
            }
            assertThat(crc.value()).isEqualTo(Long.toUnsignedString(expected.getValue()));
        }
    }
}
