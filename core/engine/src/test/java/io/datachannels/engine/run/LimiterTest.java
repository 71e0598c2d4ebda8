package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimiterTest {
    private static final double NANOS = 1e9;

    /** A channel that acquires, waits, and works a little before it acquires again; times are of the one clock. */
    private static final class Lane implements Comparable<Lane> {
        long due;

        @Override
        public int compareTo(Lane other) {
            return Long.compare(due, other.due);
        }
    }

    /** A clock that a simulation sets; a sleep only says how long it would be. */
    private static final class Clock implements Time {
        long now;
        long slept;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            slept = nanos;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,1000000,0,50000,100,1000000",
        "8,1000000,0,50000,100,1000000",
        "1,0,2000,1000,100,20000",
        "8,0,2000,1000,100,20000",
        "1,1000000,2000,50000,100,1000000",
        "8,1000000,2000,50000,100,1000000",
        "8,1000000,400,50000,100,200000"
    })
    void keepsTheRateOverTenSeconds(
            int channels, long bytesPerSecond, long rowsPerSecond, long batchBytes, long batchRows, double bytes)
            throws InterruptedException {
        Clock clock = new Clock();
        Limiter limiter = new Limiter(bytesPerSecond, rowsPerSecond, clock);
        PriorityQueue<Lane> lanes = new PriorityQueue<>();
        for (int i = 0; i < channels; i++) {
            lanes.add(new Lane());
        }
        long end = (long) (10 * NANOS);
        long passed = 0;
        while (lanes.peek().due < end) {
            Lane lane = lanes.poll();
            clock.now = Math.max(clock.now, lane.due);
            clock.slept = 0;
            limiter.acquire(batchBytes, batchRows);
            lane.due = clock.now + clock.slept + 1_000_000;
            if (clock.now + clock.slept < end) {
                passed += batchBytes;
            }
            lanes.add(lane);
        }
        double expected = bytesPerSecond == 0 ? rowsPerSecond / (double) batchRows * batchBytes : bytes;
        assertThat(passed / 10.0).isCloseTo(expected, within(expected * 0.05));
    }

    @Test
    void theFirstBatchPassesAtOnceAndTheSecondPaysForIt() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(1000, 0, time);
        assertThat(limiter.acquire(500, 1)).isZero();
        assertThat(limiter.acquire(1, 1)).isEqualTo(500_000_000);
        assertThat(time.sleeps()).containsExactly(500_000_000L);
    }

    @Test
    void ofIdleTimeAFifthOfASecondIsSavedUp() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(1000, 0, time);
        limiter.acquire(1000, 1);
        time.pass(60_000_000_000L);
        assertThat(limiter.acquire(1000, 1)).isZero();
        assertThat(limiter.acquire(1000, 1)).isEqualTo(800_000_000L);
        assertThat(limiter.acquire(1000, 1)).isEqualTo(1_000_000_000L);
    }

    /** A page takes 100 ms to come, and that is what its two batches may cost: without credit each page would wait as well. */
    @Test
    void rowsThatComeInLumpsKeepTheRate() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(1000, 0, time);
        long bytes = 0;
        for (int page = 0; page < 100; page++) {
            time.pass(100_000_000L);
            for (int batch = 0; batch < 2; batch++) {
                limiter.acquire(50, 1);
                bytes += 50;
            }
        }
        assertThat(bytes / (time.nanos() / NANOS)).isCloseTo(1000, within(50.0));
    }

    @Test
    void aRowLargerThanTheRatePassesInItsTime() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(1000, 0, time);
        for (int i = 0; i < 3; i++) {
            limiter.acquire(5_000, 1);
        }
        assertThat(time.nanos()).isEqualTo(10_000_000_000L);
    }

    @Test
    void withoutLimitNobodyWaits() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(0, 0, time);
        assertThat(limiter.isUnlimited()).isTrue();
        for (int i = 0; i < 100; i++) {
            limiter.acquire(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        }
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void manyThreadsShareOneBill() throws InterruptedException {
        FakeTime time = new FakeTime();
        Limiter limiter = new Limiter(1_000_000, 0, time);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int j = 0; j < 1000; j++) {
                        limiter.acquire(1000, 1);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(time.nanos() / NANOS).isGreaterThanOrEqualTo(7.9);
    }

    @Test
    void aWaitCanBeInterrupted() throws InterruptedException {
        Limiter limiter = new Limiter(1, 0, Time.SYSTEM);
        limiter.acquire(1_000_000, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> limiter.acquire(1, 1)).isInstanceOf(InterruptedException.class);
    }
}
