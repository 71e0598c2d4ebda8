package io.datachannels.engine.run;

import io.datachannels.engine.config.Settings;
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
import java.util.concurrent.TimeUnit;

/** One attempt to move one split: its writer on the calling thread, its reader on another, a channel between them. */
final class TaskAttempt {
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
    private final Thread reading;
    private SplitReport position;
    private TaskReport report;

    TaskAttempt(TaskEnvironment environment, Task task, int number) {
        this.environment = environment;
        this.task = task;
        this.number = number;
        this.dirtyRows = environment.dirtyRows().begin(task.number(), number);
        this.context = new AttemptContext(
                environment.context(), task, number, counters, environment.budget(), dirtyRows, channel);
        this.reading = new Thread(this::readAll, "reader-" + task.number());
        reading.setDaemon(true);
    }

    /** @throws RuntimeException a {@link Failure}, {@link OverErrorLimit} or {@link Cancelled}, when nothing of the attempt runs any more */
    TaskResult run() {
        long begin = System.nanoTime();
        environment.counts().began(task, number, counters);
        try {
            reading.start();
            Opened.in(environment.writer().loader(), this::writeAll);
            awaitReader();
            balance();
            dirtyRows.keep();
            return result(System.nanoTime() - begin);
        } catch (Throwable e) {
            RuntimeException own = cause(e);
            RuntimeException cause = cause(channel.fail(own));
            if (cause != own) {
                cause.addSuppressed(own);
            }
            reading.interrupt();
            awaitReader();
            settle(cause);
            environment.counts().failed(task.number(), cause);
            throw cause;
        }
    }

    /** The writer opens with the first batch, or to write none; what it wrote is in {@link #report} once it finished. */
    private Void writeAll() throws InterruptedException {
        Batch first = channel.take();
        TaskWriter writer = environment.writer().side().write(environment.state(), context);
        try {
            for (Batch batch = first; batch != null; batch = channel.take()) {
                try {
                    writer.write(batch);
                } finally {
                    batch.release();
                }
            }
            report = writer.finish();
        } catch (Throwable e) {
            closeAfter(e, writer);
            throw e;
        }
        writer.close();
        return null;
    }

    /** Removing what was begun takes calls, which an interrupt must not cut short. */
    private static void closeAfter(Throwable failure, TaskWriter writer) {
        boolean interrupted = Thread.interrupted();
        try {
            writer.close();
        } catch (Throwable e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readAll() {
        try {
            Opened.in(environment.reader().loader(), () -> {
                readSplit();
                return null;
            });
            channel.finish();
        } catch (Throwable e) {
            channel.fail(cause(e));
        }
    }

    private void readSplit() throws InterruptedException {
        Schema schema = environment.reader().side().schema();
        RowTransform transform = environment.transformers().open(schema);
        boolean transformed = !environment.transformers().isEmpty();
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
    }

    private void pass(Batch batch) throws InterruptedException {
        if (batch.rows() == 0) {
            batch.release();
        } else {
            channel.put(batch);
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

    /** Rows of an attempt that may be made again are forgotten; of one that ends the job they are kept for the operator. */
    private void settle(RuntimeException cause) {
        if (report != null) {
            environment.leftBehind().accept(report);
        }
        try {
            if (cause instanceof TransientFailure) {
                environment.budget().forget(counters.dirty());
                dirtyRows.drop();
            } else {
                dirtyRows.keep();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void awaitReader() {
        boolean interrupted = Thread.interrupted();
        while (reading.isAlive()) {
            try {
                reading.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
