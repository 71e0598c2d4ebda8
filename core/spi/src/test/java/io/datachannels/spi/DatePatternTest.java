package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePatternTest {
    private static final ZoneId SHANGHAI = ZoneId.of("GMT+8");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss,2026-02-28 23:59:59,2026-02-28T15:59:59Z",
        "yyyy-MM-dd,2026-02-28,2026-02-27T16:00:00Z",
        "yyyyMMdd,20260228,2026-02-27T16:00:00Z",
        "yyyyMMddHHmmss,20260228235959,2026-02-28T15:59:59Z",
        "yyyy-MM-dd HH:mm:ss.SSS,2026-02-28 00:00:00.123,2026-02-27T16:00:00.123Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX,2026-02-28T00:00:00+02:00,2026-02-27T22:00:00Z",
        "yyyy-MM-dd HH:mm:ss Z,2026-02-28 00:00:00 -0500,2026-02-28T05:00:00Z",
        "yyyy/M/d,2026/2/8,2026-02-07T16:00:00Z",
        "HH:mm:ss,08:00:00,1970-01-01T00:00:00Z",
        "yyyy-MM,2026-02,2026-01-31T16:00:00Z",
        "yyyy,0000,-0001-12-31T16:00:00Z",
        "yyyy-MM-dd,9999-12-31,9999-12-30T16:00:00Z",
        "yyyy-MM-dd hh:mm a,2026-02-28 01:00 PM,2026-02-28T05:00:00Z"
    })
    void parses(String pattern, String text, Instant instant) {
        assertThat(new DatePattern(pattern, SHANGHAI).parse(text, 0)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd,2026-02-29",
        "yyyy-MM-dd,2026-2-1",
        "yyyy-MM-dd,'2026-02-01 '",
        "yyyy-MM-dd,' 2026-02-01'",
        "yyyy-MM-dd,2026-02-01x",
        "yyyy-MM-dd,26-02-01",
        "yyyy-MM-dd,''",
        "yyyyMMdd,202602010",
        "yyyyMMdd,2026020",
        "yyyy-MM-dd HH:mm:ss,2026-02-01",
        "yyyy-MM-dd HH:mm:ss,2026-02-01 24:00:00",
        "yyyy-MM-dd HH:mm:ss,2026-02-01 23:59:60",
        "yyyy-MM,2026-13"
    })
    void isStrict(String pattern, String text) {
        DatePattern dates = new DatePattern(pattern, SHANGHAI);
        assertThatThrownBy(() -> dates.parse(text, 3))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(3))
                .hasMessage("is not a date of the form " + pattern);
    }

    @Test
    void aTimeThatTheClocksSkippedIsNone() {
        DatePattern times = new DatePattern("yyyy-MM-dd HH:mm", NEW_YORK);
        assertThatThrownBy(() -> times.parse("2026-03-08 02:30", 0)).isInstanceOf(RowFailure.class);
        assertThat(times.parse("2026-03-08 03:00", 0)).isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
    }

    @Test
    void aDayWithoutMidnightBeginsWhenItBegins() {
        DatePattern dates = new DatePattern("yyyy-MM-dd", ZoneId.of("America/Sao_Paulo"));
        assertThat(dates.parse("2018-11-04", 0)).isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
        assertThat(dates.format(LocalDate.of(2018, 11, 4))).isEqualTo("2018-11-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YYYY-MM-dd", "yyyy-MM-dd hh:mm:ss", "yyyy-MM-dd KK", "yyyy-MM-dd b", "yyyy-'"})
    void refusesWhatMeansSomethingElse(String pattern) {
        assertThatThrownBy(() -> new DatePattern(pattern, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotedLettersAreText() {
        DatePattern dates = new DatePattern("'Yhy'yyyy", ZoneOffset.UTC);
        assertThat(dates.format(LocalDate.of(2026, 5, 5))).isEqualTo("Yhy2026");
        assertThat(dates.parse("Yhy2026", 0)).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void formatsInItsZone() {
        assertThat(new DatePattern("yyyy-MM-dd HH:mm:ss", SHANGHAI).format(Instant.EPOCH))
                .isEqualTo("1970-01-01 08:00:00");
        assertThat(new DatePattern("yyyy-MM-dd HH:mm", SHANGHAI).format(LocalDate.of(2026, 1, 1)))
                .isEqualTo("2026-01-01 00:00");
        assertThat(new DatePattern("yyyyMMdd", SHANGHAI)).hasToString("yyyyMMdd");
    }
}
