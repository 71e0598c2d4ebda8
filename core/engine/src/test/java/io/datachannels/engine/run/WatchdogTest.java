package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeTime time = new FakeTime();
    private final Watchdog watchdog = new Watchdog(time, Patience.of(Duration.ofMinutes(5)));

    @Test
    void aThreadThatSleepsForTheEngineDoesNotStandStill() throws InterruptedException {
        Watch watch = watchdog.watch();
        watchdog.wear(watch);
        watch.busy();
        time.pass(SECOND);
        assertThat(watch.still()).isEqualTo(SECOND);
        Limiter limiter = new Limiter(1, 0, watchdog.time());
        limiter.acquire(1_000, 1);
        limiter.acquire(1, 1);
        assertThat(time.nanos()).isEqualTo(1_001 * SECOND);
        assertThat(watch.still()).as("it begins anew after the wait").isZero();
    }

    @Test
    void aCallToTheServiceIsASignOfLife() {
        Watch watch = watchdog.watch();
        watchdog.wear(watch);
        watch.busy();
        time.pass(200 * SECOND);
        new Retries(SECOND, watchdog.time(), () -> false, watchdog::alive).call("GetRange", () -> null);
        assertThat(watch.still()).isZero();
    }

    @Test
    void aSidesIdleTimeDoesNotCount() {
        Watch watch = watchdog.watch();
        time.pass(SECOND);
        assertThat(watch.still()).as("not begun").isZero();
        watch.busy();
        watch.idle();
        time.pass(SECOND);
        assertThat(watch.still()).isZero();
        watch.busy();
        time.pass(2 * SECOND);
        assertThat(watch.still()).isEqualTo(2 * SECOND);
    }

    @Test
    void theGraceIsNoLongerThanTheStall() {
        assertThat(Patience.of(Duration.ofMinutes(5)).grace()).isEqualTo(30 * SECOND);
        assertThat(Patience.of(Duration.ofSeconds(2)).grace()).isEqualTo(2 * SECOND);
        Patience off = Patience.of(Duration.ZERO);
        assertThat(off.grace()).isEqualTo(30 * SECOND);
        assertThat(off.isStall(Long.MAX_VALUE)).isFalse();
    }
}
