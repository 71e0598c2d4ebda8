package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static Samples samples() {
        return new Samples(System.nanoTime(), millis -> new Sample(millis, 10 * millis, 100 * millis));
    }

    @Test
    void areBoundedHoweverLongTheRunIs() {
        Samples samples = samples();
        long millis = 0;
        for (int i = 0; i < 100_000; i++) {
            samples.take(millis);
            millis += samples.period();
        }
        List<Sample> all = samples.all();
        assertThat(all).hasSizeBetween(Samples.MOST / 2, Samples.MOST);
        assertThat(all.get(0)).isEqualTo(new Sample(0, 0, 0));
        assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(a.millis(), b.millis()));
        long last = all.get(all.size() - 1).millis();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).millis() - all.get(i - 1).millis())
                    .isLessThanOrEqualTo(last / (Samples.MOST / 2) + 1);
        }
    }

    @Test
    void takesAFirstAndALastOneOfTheShortestRun() {
        Samples samples = samples();
        samples.start();
        samples.close();
        assertThat(samples.all()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void takesThemWhileTheRunGoesOn() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        try (Samples samples = new Samples(System.nanoTime(), millis -> {
            third.countDown();
            return new Sample(millis, 0, 0);
        })) {
            samples.start();
            third.await();
            assertThat(samples.all()).isNotEmpty();
        }
    }
}
