package io.datachannels.engine.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all threads of the process are doing, as text. */
final class Stacks {
    private Stacks() {}

    /**
     * @param title the first line
     * @param first the threads that come first, each followed by the one that holds the lock it waits for, and so on
     */
    static String dump(String title, List<Thread> first) {
        Map<Long, ThreadInfo> all = new TreeMap<>();
        for (ThreadInfo each : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            all.put(each.getThreadId(), each);
        }
        StringBuilder text = new StringBuilder(title).append("\n\n");
        for (Thread each : first) {
            ThreadInfo next = all.remove(each.getId());
            while (next != null) {
                append(text, next);
                next = all.remove(next.getLockOwnerId());
            }
        }
        text.append("The other threads of the process:\n\n");
        List<ThreadInfo> others = new ArrayList<>(all.values());
        others.forEach(each -> append(text, each));
        return text.toString();
    }

    /** One thread's stack, a line for each frame. */
    static String of(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement each : thread.getStackTrace()) {
            text.append("\n    at ").append(each);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo thread) {
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(", which \"").append(thread.getLockOwnerName()).append("\" holds");
        }
        text.append('\n');
        StackTraceElement[] frames = thread.getStackTrace();
        for (int i = 0; i < frames.length; i++) {
            text.append("    at ").append(frames[i]).append('\n');
            for (MonitorInfo each : thread.getLockedMonitors()) {
                if (each.getLockedStackDepth() == i) {
                    text.append("    - holds ").append(each).append('\n');
                }
            }
        }
        text.append('\n');
    }
}
