package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.common.utils.CRC64;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void theCheckValueIsThatOfTheCatalogue() {
        assertThat(crc("123456789".getBytes(US_ASCII), 0, 9)).isEqualTo(0x995dc9bbdf1939faL);
        assertThat(crc(new byte[0], 0, 0)).isZero();
    }

    @Test
    void anyPiecesCombineToTheWhole() {
        byte[] bytes = Clients.random(100_003, 5);
        long whole = crc(bytes, 0, bytes.length);
        CRC64 vendor = new CRC64();
        vendor.update(bytes, bytes.length);
        assertThat(whole).isEqualTo(vendor.getValue());
        for (int cut : new int[] {0, 1, 7, 8, 9, 4096, 50_000, 100_002, 100_003}) {
            long first = crc(bytes, 0, cut);
            long second = crc(bytes, cut, bytes.length - cut);
            assertThat(Crc64.combine(first, second, bytes.length - cut)).isEqualTo(whole);
        }
    }

    @Test
    void lengthsOverFourGigabytesCombine() {
        CRC64 combined = CRC64.combine(new CRC64(12345), new CRC64(67890), 5L << 30);
        assertThat(Crc64.combine(12345, 67890, 5L << 30)).isEqualTo(combined.getValue());
    }

    @Test
    void updatesInSteps() {
        byte[] bytes = Clients.random(1000, 6);
        Crc64 crc = new Crc64();
        for (int at = 0; at < bytes.length; at += 13) {
            crc.update(bytes, at, Math.min(13, bytes.length - at));
        }
        assertThat(crc.value()).isEqualTo(crc(bytes, 0, bytes.length));
    }

    private static long crc(byte[] bytes, int offset, int count) {
        Crc64 crc = new Crc64();
        crc.update(bytes, offset, count);
        return crc.value();
    }
}
