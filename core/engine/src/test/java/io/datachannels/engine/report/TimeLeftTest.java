package io.datachannels.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    private final TimeLeft left = new TimeLeft();

    @Test
    void followsASteadyJob() {
        for (int i = 0; i <= 50; i++) {
            left.at(i, i / 100.0);
        }
        assertThat(left.seconds()).isCloseTo(50, within(0.5));
    }

    @Test
    void saysNothingTooEarlyOrWithoutProgress() {
        left.at(0, 0);
        left.at(1, 0.2);
        assertThat(left.words()).isEmpty();
        TimeLeft unknown = new TimeLeft();
        TimeLeft stuck = new TimeLeft();
        for (int i = 0; i < 20; i++) {
            unknown.at(i, Double.NaN);
            stuck.at(i, 0);
        }
        assertThat(unknown.words()).isEmpty();
        assertThat(stuck.words()).isEmpty();
    }

    @Test
    void aSingleSlowStretchDoesNotThrowItOff() {
        for (int i = 0; i <= 60; i++) {
            left.at(i, i / 120.0);
        }
        double before = left.seconds();
        left.at(62, 0.5);
        assertThat(left.seconds()).isBetween(before, before * 1.3);
    }

    @Test
    void getsOverASlowBeginning() {
        left.at(0, 0);
        left.at(20, 0.01);
        for (int i = 1; i <= 60; i++) {
            left.at(20 + i, 0.01 + i / 100.0);
        }
        assertThat(left.seconds()).isBetween(35.0, 60.0);
    }

    @ParameterizedTest
    @CsvSource({
        "8, a few seconds left",
        "41, about 40 s left",
        "92, about 2 min left",
        "3000, about 50 min left",
        "20000, about 5.6 h left",
        "260000, about 3 days left"
    })
    void isAsCoarseAsAnEstimateIs(double seconds, String words) {
        double whole = seconds / 0.6;
        for (int i = 0; i <= 4; i++) {
            left.at(whole * i / 10, i / 10.0);
        }
        assertThat(left.words()).isEqualTo(words);
    }
}
