package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Runs tasks in this process: as many lanes as the job has channels, each of which takes the next task when it is free. */
final class LocalTaskRunner implements TaskRunner {
    private static final int ATTEMPTS = 3;

    private final TaskEnvironment environment;
    private final Object finishing = new Object();
    private final List<Thread> lanes = new ArrayList<>();
    private RuntimeException failure;

    LocalTaskRunner(TaskEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void run(List<Task> tasks, Consumer<TaskResult> finished) {
        Queue<Task> waiting = new ConcurrentLinkedQueue<>(tasks);
        start(Math.min(environment.settings().channels(), tasks.size()), () -> lane(waiting, finished));
        awaitEnd();
        if (failure() != null) {
            throw failure();
        }
    }

    @Override
    public synchronized void fail(RuntimeException cause) {
        if (failure == null) {
            failure = cause;
            lanes.forEach(Thread::interrupt);
        } else if (failure != cause && !(cause instanceof Cancelled)) {
            failure.addSuppressed(cause);
        }
    }

    private synchronized RuntimeException failure() {
        return failure;
    }

    private synchronized void start(int count, Runnable lane) {
        for (int i = 0; i < count && failure == null; i++) {
            Thread thread = Daemon.of("lane-" + i, lane);
            thread.start();
            lanes.add(thread);
        }
    }

    private void lane(Queue<Task> waiting, Consumer<TaskResult> finished) {
        try {
            for (Task task = waiting.poll(); task != null && failure() == null; task = waiting.poll()) {
                TaskResult result = runTask(task);
                synchronized (finishing) {
                    environment.counts().finished(result);
                    finished.accept(result);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (Throwable e) {
            fail(new FatalFailure(
                    e.toString(), "This looks like a mistake in the program; the stack is in the log.", e));
        }
    }

    private TaskResult runTask(Task task) {
        for (int number = 0; ; number++) {
            try {
                return new TaskAttempt(environment, task, number).run();
            } catch (TransientFailure e) {
                environment.counts().dropped(task.number());
                boolean last = number + 1 == ATTEMPTS || environment.retries().isExhausted() || failure() != null;
                if (last) {
                    throw e;
                }
                environment.retries().beforeTaskAttempt(task.number(), number + 1, e);
            }
        }
    }

    /** An interrupt stops the job, and stays for the caller to see. */
    private void awaitEnd() {
        boolean interrupted = false;
        for (Thread lane : lanes) {
            while (lane.isAlive()) {
                try {
                    lane.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail(new Cancelled());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
