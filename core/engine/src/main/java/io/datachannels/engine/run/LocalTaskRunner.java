package io.datachannels.engine.run;

import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks in this process: as many lanes as the job has channels, each of which takes the next task when it is free. */
final class LocalTaskRunner implements TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTaskRunner.class);
    private static final int ATTEMPTS = 3;

    private final TaskEnvironment environment;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final ExecutorService lanes = Executors.newCachedThreadPool(threads("lane"));
    private final ExecutorService readers = Executors.newCachedThreadPool(threads("reader"));

    LocalTaskRunner(TaskEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void run(List<Task> tasks, Consumer<TaskResult> finished) {
        Queue<Task> waiting = new ConcurrentLinkedQueue<>(tasks);
        int count = Math.min(environment.settings().channels(), tasks.size());
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int i = 0; i < count && failure.get() == null; i++) {
                running.add(lanes.submit(() -> lane(waiting, finished)));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped while starting", e);
        }
        awaitEnd(running);
        lanes.shutdownNow();
        readers.shutdownNow();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    @Override
    public void fail(RuntimeException cause) {
        if (failure.compareAndSet(null, cause)) {
            readers.shutdownNow();
            lanes.shutdownNow();
        } else if (failure.get() != cause && !(cause instanceof Cancelled)) {
            failure.get().addSuppressed(cause);
        }
    }

    private void lane(Queue<Task> waiting, Consumer<TaskResult> finished) {
        try {
            for (Task task = waiting.poll(); task != null && failure.get() == null; task = waiting.poll()) {
                TaskResult result = runTask(task);
                synchronized (this) {
                    environment.counts().finished(result);
                    finished.accept(result);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private TaskResult runTask(Task task) {
        for (int number = 0; ; number++) {
            try {
                return new TaskAttempt(environment, task, number, readers).run();
            } catch (TransientFailure e) {
                environment.counts().dropped(task.number());
                boolean last = number + 1 == ATTEMPTS || environment.retries().isExhausted() || failure.get() != null;
                if (last) {
                    throw e;
                }
                LOG.warn("task {} is run again from its beginning: {}", task.number(), e.getMessage());
                environment.retries().beforeTaskAttempt(number + 1, e);
            }
        }
    }

    private void awaitEnd(List<Future<?>> running) {
        for (Future<?> each : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    each.get();
                    ended = true;
                } catch (InterruptedException e) {
                    fail(new Cancelled());
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a lane let an error through", e.getCause());
                }
            }
        }
    }

    private static ThreadFactory threads(String role) {
        AtomicInteger number = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(runnable, role + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
