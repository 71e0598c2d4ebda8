package io.datachannels.engine.run;

import java.util.Map;
import org.slf4j.MDC;

/** The threads of a run: none keeps the process alive, and their log lines carry what those of the thread that made them carry. */
final class Daemon {
    /** What the log knows a run's id by. */
    static final String RUN = "run";

    private Daemon() {}

    /** A thread to be started. */
    static Thread of(String name, Runnable body) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Thread thread = new Thread(
                () -> {
                    if (logged != null) {
                        MDC.setContextMap(logged);
                    }
                    body.run();
                },
                name);
        thread.setDaemon(true);
        return thread;
    }
}
