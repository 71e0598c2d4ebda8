package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChannelTest {
    private static final Schema SCHEMA = new Schema(List.of(Column.untyped("c")));

    private final Channel channel = new Channel(100, 3);

    private static Batch batch(int bytes) {
        Batch batch = new Batch(SCHEMA, 1 << 20, each -> {});
        batch.reuse();
        batch.builder().addBytes(new byte[bytes]).endRow();
        return batch;
    }

    /** A call on a thread of its own. */
    private record Other<T>(Thread thread, FutureTask<T> result) {
        static <T> Other<T> doing(Callable<T> call) {
            FutureTask<T> task = new FutureTask<>(call);
            Thread thread = new Thread(task);
            thread.start();
            return new Other<>(thread, task);
        }

        Other<T> blocked() {
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(result.isDone()).isFalse();
                Thread.onSpinWait();
            }
            return this;
        }

        T get() throws InterruptedException, ExecutionException {
            return result.get();
        }
    }

    private Other<Void> putting(Batch batch) {
        return Other.doing(() -> {
            channel.put(batch);
            return null;
        });
    }

    @Test
    void handsBatchesOverInOrderAndEnds() throws Exception {
        Batch first = batch(1);
        Batch second = batch(2);
        channel.put(first);
        channel.put(second);
        channel.finish();
        assertThat(channel.take()).isSameAs(first);
        assertThat(channel.take()).isSameAs(second);
        assertThat(channel.take()).isNull();
        assertThat(channel.take()).isNull();
    }

    @Test
    void aTakerWaitsForABatch() throws Exception {
        Other<Batch> taker = Other.doing(channel::take).blocked();
        Batch batch = batch(1);
        channel.put(batch);
        assertThat(taker.get()).isSameAs(batch);
        assertThat(channel.takeWait()).isPositive();
        assertThat(channel.putWait()).isZero();
    }

    @Test
    void aTakerLearnsThatTheReaderFinished() throws Exception {
        Other<Batch> taker = Other.doing(channel::take).blocked();
        channel.finish();
        assertThat(taker.get()).isNull();
    }

    @Test
    void aPutterWaitsWhileTheBytesAreTooMany() throws Exception {
        channel.put(batch(60));
        Other<Void> putter = putting(batch(41)).blocked();
        channel.take();
        putter.get();
        assertThat(channel.putWait()).isPositive();
        channel.put(batch(59));
    }

    @Test
    void aPutterWaitsWhileTheBatchesAreTooMany() throws Exception {
        channel.put(batch(0));
        channel.put(batch(0));
        channel.put(batch(0));
        Other<Void> putter = putting(batch(0)).blocked();
        channel.take();
        putter.get();
    }

    @Test
    void oneOversizeBatchPassesAlone() throws Exception {
        Batch huge = batch(10_000);
        channel.put(huge);
        Other<Void> putter = putting(batch(1)).blocked();
        assertThat(channel.take()).isSameAs(huge);
        putter.get();
        Other<Void> second = putting(batch(10_000)).blocked();
        channel.take();
        second.get();
    }

    @Test
    void aWaitingPutterLearnsOfAFailure() throws Exception {
        channel.put(batch(100));
        Other<Void> putter = putting(batch(1)).blocked();
        IllegalStateException cause = new IllegalStateException("the writer died");
        channel.fail(cause);
        assertThatThrownBy(putter::get)
                .hasCauseInstanceOf(ChannelBroken.class)
                .rootCause()
                .isSameAs(cause);
        assertThatThrownBy(() -> channel.put(batch(1)))
                .isInstanceOf(ChannelBroken.class)
                .hasCause(cause);
    }

    @Test
    void aWaitingTakerLearnsOfAFailure() {
        Other<Batch> taker = Other.doing(channel::take).blocked();
        Cancelled cause = new Cancelled();
        channel.fail(cause);
        assertThatThrownBy(taker::get)
                .hasCauseInstanceOf(ChannelBroken.class)
                .rootCause()
                .isSameAs(cause);
    }

    @Test
    void aFailureComesBeforeWhatIsStillThere() throws Exception {
        channel.put(batch(1));
        channel.finish();
        channel.fail(new IllegalStateException("no"));
        assertThatThrownBy(channel::take).isInstanceOf(ChannelBroken.class);
    }

    @Test
    void theFirstCauseStays() {
        IllegalStateException first = new IllegalStateException("first");
        assertThat(channel.fail(first)).isSameAs(first);
        assertThat(channel.fail(new IllegalStateException("second"))).isSameAs(first);
        channel.finish();
        assertThatThrownBy(channel::take).hasCause(first);
    }

    @Test
    void anInterruptEndsEitherWait() throws Exception {
        Other<Batch> taker = Other.doing(channel::take).blocked();
        taker.thread().interrupt();
        assertThatThrownBy(taker::get).hasCauseInstanceOf(InterruptedException.class);
        channel.put(batch(100));
        Other<Void> putter = putting(batch(100)).blocked();
        putter.thread().interrupt();
        assertThatThrownBy(putter::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(channel.take()).as("still whole").isNotNull();
    }

    @Test
    void batchesAreFilledAgain() {
        BatchPool pool = new BatchPool(SCHEMA, 10, 100);
        Batch first = pool.take();
        first.builder().addText("x").endRow();
        Batch second = pool.take();
        assertThat(second).isNotSameAs(first);
        first.release();
        Batch third = pool.take();
        assertThat(third).isSameAs(first);
        assertThat(third.rows()).isZero();
    }
}
