package io.datachannels.engine.run;

import io.datachannels.engine.config.Settings;
import io.datachannels.engine.dirty.DirtySplit;
import io.datachannels.engine.transform.RowTransform;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.TransientFailure;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to move one split: its reader on one thread, its writer on another, a channel between them. */
final class TaskAttempt implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(TaskAttempt.class);
    private static final int BATCHES = 4;
    private static final long CHANNEL_BYTES = 8L << 20;
    private static final int STEPS_PER_SECOND = 20;

    private final TaskEnvironment environment;
    private final Task task;
    private final int number;
    private final TaskCounters counters = new TaskCounters();
    private final Channel channel = new Channel(CHANNEL_BYTES, BATCHES);
    private final DirtyRows.Attempt dirtyRows;
    private final AttemptContext context;
    private final SideThread reading;
    private final SideThread writing;
    private final AtomicInteger running = new AtomicInteger(2);
    private final CountDownLatch ended = new CountDownLatch(1);
    private SplitReport position;
    private TaskReport report;
    private RuntimeException failure;
    private boolean settled;

    TaskAttempt(TaskEnvironment environment, Task task, int number) {
        this.environment = environment;
        this.task = task;
        this.number = number;
        this.dirtyRows = environment.dirtyRows().begin(task.number(), number);
        this.context = new AttemptContext(
                environment.context(),
                environment.watchdog(),
                task,
                number,
                counters,
                environment.budget(),
                dirtyRows,
                channel,
                !environment.transformers().isEmpty());
        Watchdog watchdog = environment.watchdog();
        this.reading = new SideThread("reader", task.number(), watchdog, () -> end(this::readAll));
        this.writing = new SideThread("writer", task.number(), watchdog, () -> end(this::writeAll));
    }

    /** @throws RuntimeException a {@link Failure}, {@link OverErrorLimit} or {@link Cancelled}, when nothing of the attempt counts any more */
    TaskResult run() {
        long begin = System.nanoTime();
        environment.counts().began(task, number, counters);
        environment.watchdog().add(this);
        reading.start();
        writing.start();
        awaitEnd();
        environment.watchdog().remove(this);
        try {
            throwFailure();
            balance();
            dirtyRows.send();
            return result(System.nanoTime() - begin);
        } catch (RuntimeException e) {
            settle(e);
            environment.counts().failed(task.number(), e);
            throw e;
        }
    }

    /** A side that stands still fails the attempt; one that does not end when it should is asked again and then left behind. */
    @Override
    public void look() {
        Patience patience = environment.watchdog().patience();
        SideThread side = reading.watch().still() > writing.watch().still() ? reading : writing;
        long still = side.watch().still();
        if (!isFailed()) {
            if (patience.isStall(still)) {
                stalled(side, still);
            }
        } else if (still >= patience.grace() && !side.isAsked()) {
            side.insist();
        } else if (still >= patience.grace()) {
            LOG.warn(
                    "the {} of task {} does not heed that it shall end and is left behind:{}",
                    side.side(),
                    task.number(),
                    Stacks.of(side.thread()));
            ended.countDown();
        }
    }

    private void stalled(SideThread side, long still) {
        String message = "the %s of task %d (%s) stood still for %d s"
                .formatted(side.side(), task.number(), task.split().describe(), TimeUnit.NANOSECONDS.toSeconds(still));
        String file = "stall-%d-%d.txt".formatted(task.number(), number);
        SideThread other = side == reading ? writing : reading;
        try {
            environment.folder().write(file, Stacks.dump(message, List.of(side.thread(), other.thread())));
            message +=
                    "; what it was doing is in " + environment.folder().path().resolve(file);
        } catch (FatalFailure e) {
            LOG.warn("{}:{}", e.getMessage(), Stacks.of(side.thread()));
        }
        LOG.warn("{}", message);
        fail(new TransientFailure(message, new Stalled(side.thread())));
        side.insist();
        other.askToEnd();
    }

    /** Runs a side to its end, on its thread. */
    private void end(Callable<Void> side) {
        SideThread own = reading.isCurrent() ? reading : writing;
        Opened<?> opened = own == reading ? environment.reader() : environment.writer();
        try {
            Opened.in(opened.loader(), side);
        } catch (Throwable e) {
            fail(e);
            if (own == writing) {
                reading.askToEnd();
            }
        }
        own.watch().idle();
        if (running.decrementAndGet() == 0) {
            ended.countDown();
        }
    }

    /** The first cause counts; the others are told with it. */
    private synchronized void fail(Throwable thrown) {
        RuntimeException cause = cause(thrown);
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
        }
        channel.fail(failure);
    }

    private synchronized boolean isFailed() {
        return failure != null;
    }

    private synchronized void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /** An interrupt of the lane stops both sides, and stays for the lane to see. */
    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                fail(new Cancelled());
                reading.askToEnd();
                writing.askToEnd();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The writer opens with the first batch, or to write none; what it wrote is in {@link #report} once it finished. */
    private Void writeAll() throws InterruptedException {
        Batch first = take();
        TaskWriter writer = environment.writer().side().write(environment.state(), context);
        try {
            for (Batch batch = first; batch != null; batch = take()) {
                try {
                    writer.write(batch);
                } finally {
                    batch.release();
                }
            }
            report(writer.finish());
        } catch (Throwable e) {
            closeAfter(e, writer);
            throw e;
        }
        writer.close();
        return null;
    }

    private Batch take() throws InterruptedException {
        writing.watch().idle();
        try {
            return channel.take();
        } finally {
            writing.watch().busy();
        }
    }

    private void closeAfter(Throwable failure, TaskWriter writer) {
        writing.close();
        try {
            writer.close();
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }

    private Void readAll() throws InterruptedException {
        reading.watch().busy();
        Schema readers = environment.reader().side().schema();
        RowTransform transform = environment.transformers().open(readers);
        boolean passed = task.split() instanceof DirtySplit dirty && dirty.transformed();
        boolean transformed = !passed && !environment.transformers().isEmpty();
        Schema schema = passed ? transform.schema() : readers;
        int rows = Batch.maxRows(Math.max(schema.size(), transform.schema().size()));
        BatchPool pool = pool(schema, rows, environment.settings());
        Transforming transforming = transformed
                ? new Transforming(transform, pool(transform.schema(), rows, environment.settings()), context, counters)
                : null;
        try (SplitReader reader = environment.reader().side().read(task.split(), context)) {
            boolean more = true;
            while (more) {
                Batch batch = pool.take();
                more = reader.read(batch.builder());
                if (batch.rows() == 0) {
                    batch.release();
                } else {
                    environment.limiter().acquire(batch.bytes(), batch.rows());
                    counters.read(batch.rows(), batch.bytes());
                    counters.progress(reader.progress());
                    pass(transforming == null ? batch : transforming.apply(batch));
                }
            }
            position = reader.report();
        }
        channel.finish();
        return null;
    }

    private void pass(Batch batch) throws InterruptedException {
        if (batch.rows() == 0) {
            batch.release();
            return;
        }
        context.handOver(batch);
        reading.watch().idle();
        try {
            channel.put(batch);
        } finally {
            reading.watch().busy();
        }
    }

    /** Under a limit batches are small enough to keep the rate even. */
    private static BatchPool pool(Schema schema, int maxRows, Settings settings) {
        long bytes = CHANNEL_BYTES / BATCHES;
        if (settings.bytesPerSecond() > 0) {
            bytes = Math.max(1, Math.min(bytes, settings.bytesPerSecond() / STEPS_PER_SECOND));
        }
        long rows = maxRows;
        if (settings.recordsPerSecond() > 0) {
            rows = Math.max(1, Math.min(rows, settings.recordsPerSecond() / STEPS_PER_SECOND));
        }
        return new BatchPool(schema, (int) rows, bytes);
    }

    private void balance() {
        long filtered = counters.transformed().filter();
        long accounted = report.rows() + counters.dirty() + filtered;
        if (counters.readRows() != accounted) {
            throw new FatalFailure(
                    "the books of task %d (%s) do not balance: %d rows read, %d written, %d dirty, %d filtered"
                            .formatted(
                                    task.number(),
                                    task.split().describe(),
                                    counters.readRows(),
                                    report.rows(),
                                    counters.dirty(),
                                    filtered),
                    "This is a mistake in a plug-in; nothing was committed.");
        }
    }

    private TaskResult result(long nanos) {
        return new TaskResult(
                task.number(),
                number,
                position,
                report,
                counters.readRows(),
                counters.bytes(),
                counters.dirty(),
                counters.transformed(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                TimeUnit.NANOSECONDS.toMillis(channel.putWait()),
                TimeUnit.NANOSECONDS.toMillis(channel.takeWait()));
    }

    /** Of an attempt that was settled without it the report is left for the abort. */
    private synchronized void report(TaskReport made) {
        report = made;
        if (settled) {
            environment.leftBehind().accept(made);
        }
    }

    /** Rows of an attempt that may be made again are forgotten; of one that ends the job they are kept for the operator. */
    private synchronized void settle(RuntimeException cause) {
        settled = true;
        if (report != null) {
            environment.leftBehind().accept(report);
        }
        try {
            context.refuse();
            boolean madeAgain = cause instanceof TransientFailure
                    || environment.keepsFinishedTasks() && cause instanceof FatalFailure;
            if (madeAgain) {
                environment.budget().forget(counters.dirty());
                dirtyRows.drop();
            } else {
                dirtyRows.keep();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static RuntimeException cause(Throwable thrown) {
        Throwable cause = thrown instanceof ChannelBroken ? thrown.getCause() : thrown;
        if (cause instanceof RowFailure) {
            return new FatalFailure(
                    "a row was not set aside by its plug-in: " + cause.getMessage(),
                    "This is a mistake in a plug-in.",
                    cause);
        }
        if (cause instanceof Failure || cause instanceof OverErrorLimit || cause instanceof Cancelled) {
            return (RuntimeException) cause;
        }
        if (cause instanceof InterruptedException) {
            return new Cancelled();
        }
        if (cause instanceof IllegalStateException && cause.getCause() instanceof InterruptedException) {
            return new Cancelled();
        }
        return new FatalFailure(
                cause.toString(), "This looks like a mistake in the program; the stack is in the log.", cause);
    }
}
