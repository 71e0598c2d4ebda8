package io.datachannels.engine.run;

/** One side of an attempt: the thread that makes its plug-in's calls, and its watch. */
final class SideThread {
    private final String side;
    private final Watch watch;
    private final Thread thread;
    private boolean asked;
    private boolean closing;

    /** @param side reader or writer */
    SideThread(String side, int task, Watchdog watchdog, Runnable body) {
        this.side = side;
        this.watch = watchdog.watch();
        this.thread = Daemon.of(side + "-" + task, () -> {
            watchdog.wear(watch);
            body.run();
        });
    }

    void start() {
        thread.start();
    }

    String side() {
        return side;
    }

    Watch watch() {
        return watch;
    }

    Thread thread() {
        return thread;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Interrupts it once, which begins its time of grace, unless it is closing after a failure: removing what was begun takes calls, which must not be cut short. */
    synchronized void askToEnd() {
        if (!closing && !asked) {
            insist();
        }
    }

    /** Interrupts it, whatever it does; from here on it has its time of grace. */
    synchronized void insist() {
        asked = true;
        watch.alive();
        thread.interrupt();
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /** Called on this thread: from here on only {@link #insist} interrupts it. */
    synchronized void close() {
        closing = true;
        asked = false;
        Thread.interrupted();
    }
}
