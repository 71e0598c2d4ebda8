package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.DatePattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick way gives the same text as the formatter, also where clocks are changed. */
class DateTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "yyyy-MM-dd HH:mm:ss, Asia/Shanghai",
                "yyyy-MM-dd HH:mm:ss, Europe/Berlin",
                "yyyy-MM-dd HH:mm:ss.SSSSSSSSS, America/New_York",
                "yyyyMMddHHmmssSSS, Asia/Kathmandu",
                "dd/MM/yyyy, UTC",
                "yyyy年MM月dd日, Australia/Lord_Howe",
                "yyyy-MM-dd'T'HH:mm:ssXXX, Europe/Berlin",
                "'[quoted] 'MMM d h:mm a, Pacific/Apia",
            })
    void isWhatTheFormatterWrites(String text, String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        DatePattern pattern = new DatePattern(text, zone);
        DateText quick = new DateText(pattern, zone, false);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long second = i % 2 == 0
                    ? 1_600_000_000L + i * 3600L
                    : -62_135_596_800L + (long) (random.nextDouble() * 315_000_000_000L);
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            ByteBuilder out = new ByteBuilder(8);
            quick.putTimestamp(out, instant.getEpochSecond(), instant.getNano());
            assertThat(text(out)).isEqualTo(pattern.format(instant));
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, 86_400));
            out.truncate(0);
            quick.putDate(out, date.toEpochDay());
            assertThat(text(out)).isEqualTo(pattern.format(date));
        }
    }

    private static String text(ByteBuilder out) {
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }
}
