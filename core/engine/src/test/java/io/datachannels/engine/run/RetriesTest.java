package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

    /** As another channel does, while this one's call is under way. */
    private Callable<String> meanwhile(Callable<?> first, int times) {
        return () -> {
            if (calls.getAndIncrement() < times) {
                first.call();
                throw new TransientFailure("busy", null);
            }
            return "done";
        };
    }

    @Test
    void hiccupsOfALongJobDoNotAddUp() {
        for (int hour = 0; hour < 1_000; hour++) {
            calls.set(0);
            assertThat(retries.call("GetRow", failing(7))).isEqualTo("done");
            time.pass(3_600 * SECOND);
        }
        assertThat(retries.retries()).isEqualTo(7_000);
        assertThat(time.sleeps().stream().mapToLong(Long::longValue).sum()).isGreaterThan(60 * SECOND);
        assertThat(retries.isExhausted()).isFalse();
    }

    @Test
    void callsThatFailOneAfterAnotherSpendOneBudget() {
        for (int i = 0; i < 11; i++) {
            assertThatThrownBy(() -> retries.call("PutRow", () -> {
                        if (calls.getAndIncrement() % 2 == 0) {
                            throw new TransientFailure("busy", null);
                        }
                        time.pass(5 * SECOND);
                        throw new JobFailure("no such table", "");
                    }))
                    .isInstanceOf(JobFailure.class);
        }
        assertThat(retries.isExhausted()).isFalse();
        time.pass(5 * SECOND);
        assertThatThrownBy(() -> retries.call("PutRow", failing(1_000)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageMatching(".*, after 1 attempt in 0 s; no call of the job has succeeded for 6\\d s");
        assertThat(retries.isExhausted()).isTrue();
    }

    @Test
    void aCallThatSucceedsMakesTheBudgetWholeForTheOthers() {
        Callable<String> slow = () -> {
            time.pass(40 * SECOND);
            throw new TransientFailure("busy", null);
        };
        AtomicInteger attempts = new AtomicInteger();
        retries.call("PutRow", () -> {
            if (attempts.getAndIncrement() == 0) {
                return slow.call();
            }
            retries.call("GetRow", () -> null);
            return retries.call("UpdateRow", () -> calls.getAndIncrement() == 0 ? slow.call() : "done");
        });
        assertThat(retries.retries()).isEqualTo(2);
        assertThat(retries.isExhausted()).isFalse();
    }

    @Test
    void aRowThatIsRefusedShowsThatTheServiceAnswers() {
        assertThatThrownBy(() -> retries.call("PutRow", () -> {
                    if (calls.getAndIncrement() == 0) {
                        time.pass(40 * SECOND);
                        throw new TransientFailure("busy", null);
                    }
                    throw new RowFailure(0, "is too long");
                }))
                .isInstanceOf(RowFailure.class);
        time.pass(40 * SECOND);
        calls.set(0);
        assertThat(retries.call("PutRow", failing(1))).isEqualTo("done");
    }

    @Test
    void aCallThatAloneKeepsFailingEndsTheJobToo() {
        assertThatThrownBy(() -> retries.call("PutRow", meanwhile(() -> retries.call("GetRow", () -> null), 1_000)))
                .hasMessageMatching("busy, after \\d+ attempts in 6\\d s");
        assertThat(retries.isExhausted()).isTrue();
    }

    @Test
    void aTimeWithoutCallsIsNotSpent() {
        assertThat(retries.call("GetRow", failing(1))).isEqualTo("done");
        time.pass(3_600 * SECOND);
        calls.set(0);
        assertThat(retries.call("GetRow", failing(1))).isEqualTo("done");
    }

    @Test
    void retriesAreCountedByKind() {
        retries.beforeTaskAttempt(0, 1, new TransientFailure("still", new Stalled(Thread.currentThread())));
        retries.call("GetRow", failing(2));
        RetriesByKind kinds = retries.byKind();
        assertThat(kinds).isEqualTo(new RetriesByKind(0, 0, 2, 1, TimeUnit.NANOSECONDS.toMillis(retries.waited())));
        assertThat(kinds.waitedMillis()).isPositive();
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
