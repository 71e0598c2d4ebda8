package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeTime time = new FakeTime();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Retries retries = new Retries(60 * SECOND, time, cancelled::get, () -> {});
    private final AtomicInteger calls = new AtomicInteger();

    private Callable<String> failing(int times) {
        return () -> {
            if (calls.getAndIncrement() < times) {
                throw new TransientFailure("busy (RequestId 7)", null);
            }
            return "done";
        };
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aCallThatWorksIsMadeOnce() {
        assertThat(retries.call("GetRow", failing(0))).isEqualTo("done");
        assertThat(retries.retries()).isZero();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void waitsDoubleUpToTenSecondsWithJitter() {
        assertThat(retries.call("GetRow", failing(10))).isEqualTo("done");
        long longest = SECOND / 10;
        for (long each : time.sleeps()) {
            assertThat(each).isBetween(longest / 2, longest);
            longest = Math.min(longest * 2, 10 * SECOND);
        }
        assertThat(time.sleeps()).hasSize(10);
        assertThat(retries.retries()).isEqualTo(10);
    }

    @Test
    void aCallThatKeepsFailingFailsWhenTheBudgetIsSpent() {
        assertThatThrownBy(() -> retries.call("GetRow", failing(1_000)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageMatching("busy \\(RequestId 7\\), after \\d+ attempts in \\d+ s");
        assertThat(time.nanos()).isBetween(60 * SECOND, 70 * SECOND);
        assertThat(retries.isExhausted()).isTrue();
    }

    @Test
    void everyCallHasTheWholeBudget() {
        retries.call("GetRow", failing(8));
        time.pass(1_000 * SECOND);
        calls.set(0);
        assertThat(retries.call("GetRow", failing(8))).isEqualTo("done");
        assertThat(retries.isExhausted()).isFalse();
    }

    @Test
    void theBudgetCanBeChanged() {
        retries.budget(0);
        assertThatThrownBy(() -> retries.call("GetRow", failing(1)))
                .hasMessage("busy (RequestId 7), after 1 attempt in 0 s");
    }

    @Test
    void throttlingIsCountedApart() {
        retries.call("GetRow", () -> {
            switch (calls.getAndIncrement()) {
                case 0 -> throw TransientFailure.throttled("slow down", null);
                case 1 -> throw new TransientFailure("broken pipe", null);
                default -> {
                    return null;
                }
            }
        });
        assertThat(retries.retries()).isEqualTo(2);
        assertThat(retries.throttled()).isEqualTo(1);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        assertThatThrownBy(() -> retries.call("GetRow", () -> {
                    throw new JobFailure("no such table", "");
                }))
                .isInstanceOf(JobFailure.class);
        assertThatThrownBy(() -> retries.call("GetRow", () -> {
                    throw new IOException("odd");
                }))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("GetRow failed: java.io.IOException: odd")
                .hasCauseInstanceOf(IOException.class);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void theErrorLimitAndACancelPassThrough() {
        OverErrorLimit over = new OverErrorLimit("too many");
        assertThatThrownBy(() -> retries.call("PutRow", () -> {
                    throw over;
                }))
                .isSameAs(over);
        assertThatThrownBy(() -> retries.call("PutRow", () -> {
                    throw new Cancelled();
                }))
                .isInstanceOf(Cancelled.class);
    }

    @Test
    void aCancelledJobDoesNotTryAgain() {
        cancelled.set(true);
        assertThatThrownBy(() -> retries.call("GetRow", failing(1))).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> retries.call("GetRow", () -> {
                    throw new IOException("the socket was closed");
                }))
                .isInstanceOf(Cancelled.class);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> retries.call("GetRow", failing(1))).isInstanceOf(Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> retries.call("GetRow", () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aTaskIsTriedAgainAfterAWait() {
        retries.beforeTaskAttempt(3, 1, new TransientFailure("busy", null));
        assertThat(time.sleeps())
                .singleElement()
                .satisfies(each -> assertThat(each).isBetween(SECOND / 20, SECOND / 10));
        assertThat(retries.retries()).isEqualTo(1);
    }

    @Test
    void aThrottledCallWaitsLonger() {
        retries.call("GetRow", () -> {
            if (calls.getAndIncrement() < 9) {
                throw TransientFailure.throttled("slow down", null);
            }
            return null;
        });
        long longest = SECOND / 4;
        for (long each : time.sleeps()) {
            assertThat(each).isBetween(longest / 2, longest);
            longest = Math.min(longest * 2, 30 * SECOND);
        }
        assertThat(retries.retries(Trouble.THROTTLED)).isEqualTo(9);
        assertThat(retries.waited())
                .isEqualTo(time.sleeps().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void troublesAreToldApart() {
        assertThat(Trouble.of(new TransientFailure("broken pipe", new IllegalStateException(new IOException("x")))))
                .isEqualTo(Trouble.CONNECTION);
        assertThat(Trouble.of(new TransientFailure("late", new TimeoutException())))
                .isEqualTo(Trouble.CONNECTION);
        assertThat(Trouble.of(new TransientFailure("busy", null))).isEqualTo(Trouble.SERVICE);
        assertThat(Trouble.of(new TransientFailure("after 3 attempts", TransientFailure.throttled("slow down", null))))
                .isEqualTo(Trouble.THROTTLED);
        assertThat(Trouble.of(new TransientFailure("still", new Stalled(Thread.currentThread()))))
                .isEqualTo(Trouble.STALLED);
    }
}
