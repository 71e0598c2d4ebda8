package io.datachannels.engine.run;

import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the run's tasks left: one result of each that ended well, and reports of attempts that do not count. Safe for use from any thread. */
final class TaskResults {
    private final Map<Integer, TaskResult> results = new TreeMap<>();
    private final List<TaskReport> leftBehind = new ArrayList<>();

    synchronized void add(TaskResult result) {
        results.put(result.task(), result);
    }

    /** Of an attempt that failed after its writer had finished: the abort removes what it stands for. */
    synchronized void addLeftBehind(TaskReport report) {
        leftBehind.add(report);
    }

    /** In the order of tasks. */
    synchronized List<TaskResult> all() {
        return List.copyOf(results.values());
    }

    synchronized int count() {
        return results.size();
    }

    synchronized boolean has(Task task) {
        return results.containsKey(task.number());
    }

    List<TaskReport> toCommit() {
        return all().stream().map(TaskResult::report).toList();
    }

    List<SplitReport> positions() {
        return all().stream().map(TaskResult::position).toList();
    }

    synchronized List<TaskReport> toAbort() {
        List<TaskReport> reports = new ArrayList<>(leftBehind);
        results.values().forEach(each -> reports.add(each.report()));
        return reports;
    }
}
