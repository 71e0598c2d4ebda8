package io.datachannels.engine.run;

/** When a thread that makes calls of a plug-in last got on. That thread tells; any other may look. */
final class Watch {
    private final Time time;
    private volatile long seen;
    private volatile boolean idle = true;

    Watch(Time time) {
        this.time = time;
    }

    /** Rows, bytes or a call to the service: it gets on. */
    void alive() {
        seen = time.nanos();
    }

    /** The engine itself keeps the thread waiting, or has no more use for it. */
    void idle() {
        idle = true;
    }

    /** The plug-in works. */
    void busy() {
        alive();
        idle = false;
    }

    /** For how long the plug-in has not got on, in nanoseconds; 0 while it is not its turn. */
    long still() {
        return idle ? 0 : time.nanos() - seen;
    }
}
