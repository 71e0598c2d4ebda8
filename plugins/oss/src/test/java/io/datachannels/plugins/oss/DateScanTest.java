package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scan reads is what the formatter reads, and what the formatter refuses it never reads. */
class DateScanTest {
    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, Asia/Shanghai",
        "yyyy-MM-dd HH:mm:ss, Europe/Berlin",
        "yyyy-MM-dd HH:mm:ss.SSS, America/New_York",
        "yyyyMMddHHmmss, Pacific/Apia",
        "dd/MM/yyyy, UTC",
        "yyyy年MM月dd日 HH:mm, Australia/Lord_Howe",
    })
    void readsWhatTheFormatterReads(String text, String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        DatePattern pattern = new DatePattern(text, zone);
        DateScan scan = new DateScan(pattern, zone);
        Random random = new Random(4);
        int quick = 0;
        for (int i = 0; i < 50_000; i++) {
            long second = i % 2 == 0
                    ? 1_300_000_000L + i * 1800L
                    : -62_135_596_800L + (long) (random.nextDouble() * 315_000_000_000L);
            StringBuilder input = new StringBuilder(pattern.format(Instant.ofEpochSecond(second, 987_654_321)));
            if (i % 5 == 0) {
                input.setCharAt(random.nextInt(input.length()), "0123456789 -:x".charAt(random.nextInt(14)));
            }
            byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
            if (scan.read(bytes, 0, bytes.length)) {
                quick++;
                assertThat(Instant.ofEpochSecond(scan.second(), scan.nanos()))
                        .describedAs("%s", input)
                        .isEqualTo(pattern.parse(input.toString(), 0));
            } else if (i % 5 != 0 && zone.getRules().isFixedOffset()) {
                throw new AssertionError("not read: " + input);
            }
        }
        assertThat(quick).isGreaterThan(35_000);
    }

    @Test
    void leavesTheRestToTheFormatter() {
        assertRefuses("yyyy-MM-dd", "2024-02-30");
        assertRefuses("yyyy-MM-dd", "2024-00-10");
        assertRefuses("yyyy-MM-dd", "2024-01-1");
        assertRefuses("yyyy-MM-dd", "2024-01-011");
        assertRefuses("yyyy-MM-dd", "+024-01-01");
        assertRefuses("yyyy-MM-dd HH:mm:ss", "2024-01-01 24:00:00");
        assertRefuses("yyyy-MM-dd HH:mm:ss", "2024-01-01 10:60:00");
        assertRefuses("yyyy-MM-dd HH:mm:ss", "2024-01-01");
    }

    private static void assertRefuses(String text, String input) {
        DatePattern pattern = new DatePattern(text, ZoneId.of("UTC"));
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        assertThat(new DateScan(pattern, ZoneId.of("UTC")).read(bytes, 0, bytes.length))
                .isFalse();
        boolean read = true;
        try {
            pattern.parse(input, 0);
        } catch (RowFailure e) {
            read = false;
        }
        assertThat(read).isFalse();
    }
}
