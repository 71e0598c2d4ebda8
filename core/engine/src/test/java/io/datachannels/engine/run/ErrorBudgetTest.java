package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.ErrorLimit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
    private static final double NO_SHARE = Double.NaN;

    @Test
    void bearsAsManyAsTheLimit() {
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(2, NO_SHARE), () -> 0);
        budget.add("a");
        budget.add("b");
        assertThatThrownBy(() -> budget.add("c"))
                .isInstanceOf(OverErrorLimit.class)
                .hasMessage("3 dirty rows, and errorLimit.record allows 2; the last one: c");
    }

    @Test
    void withoutLimitBearsAll() {
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(ErrorLimit.UNLIMITED, NO_SHARE), () -> 0);
        for (int i = 0; i < 10_000; i++) {
            budget.add("");
        }
        assertThatCode(() -> budget.checkShare(10_000)).doesNotThrowAnyException();
    }

    @Test
    void forgetsAndRestores() {
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(2, NO_SHARE), () -> 0);
        budget.add("a");
        budget.add("b");
        budget.forget(2);
        budget.restore(1);
        budget.add("c");
        assertThatThrownBy(() -> budget.add("d")).isInstanceOf(OverErrorLimit.class);
    }

    @Test
    void looksAtTheShareInTheEnd() {
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(ErrorLimit.UNLIMITED, 0.02), () -> 0);
        budget.add("a");
        budget.add("b");
        assertThatCode(() -> budget.checkShare(100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.checkShare(99))
                .hasMessage("2 of 99 rows are dirty, and errorLimit.percentage allows a share of 0.02");
        assertThatCode(() -> new ErrorBudget(new ErrorLimit(ErrorLimit.UNLIMITED, 0), () -> 0).checkShare(0))
                .doesNotThrowAnyException();
    }

    @Test
    void countsFromManyThreads() throws InterruptedException {
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(3_999, NO_SHARE), () -> 0);
        AtomicInteger over = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        for (int j = 0; j < 1_000; j++) {
                            try {
                                budget.add("");
                            } catch (OverErrorLimit e) {
                                over.incrementAndGet();
                            }
                        }
                        ended.countDown();
                    })
                    .start();
        }
        ended.await();
        assertThat(over).hasValue(1);
    }

    @Test
    void looksAtTheShareWhileRowsMoveOnceThereAreEnough() {
        AtomicInteger rows = new AtomicInteger(9_999);
        ErrorBudget budget = new ErrorBudget(new ErrorLimit(ErrorLimit.UNLIMITED, 0.01), rows::get);
        for (int i = 0; i < 150; i++) {
            budget.add("");
        }
        rows.set(15_100);
        budget.add("a share of exactly 0.01");
        rows.set(15_150);
        assertThatThrownBy(() -> budget.add("one more"))
                .isInstanceOf(OverErrorLimit.class)
                .hasMessage("152 of 15150 rows are dirty, and errorLimit.percentage allows a share of 0.01");
    }
}
