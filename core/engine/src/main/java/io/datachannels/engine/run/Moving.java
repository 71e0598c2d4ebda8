package io.datachannels.engine.run;

import java.util.List;

/** Runs the tasks of a run that are not finished yet, and writes down each that is. */
final class Moving {
    private final RunScope scope;
    private final RunFolder folder;
    private final Plan plan;

    Moving(RunScope scope, RunFolder folder, Plan plan) {
        this.scope = scope;
        this.folder = folder;
        this.plan = plan;
    }

    /** @throws RuntimeException what ended it early, when no task runs any more */
    void run(Connected connected, EngineContext context) {
        TaskEnvironment environment = environment(connected, context);
        scope.lifecycle().advance(Stage.MOVE);
        TaskRunner runner = new LocalTaskRunner(environment);
        scope.lifecycle().runWith(runner);
        List<Task> missing =
                plan.tasks().stream().filter(each -> !scope.results().has(each)).toList();
        try (Samples samples = scope.samples()) {
            samples.start();
            runner.run(missing, result -> {
                scope.results().add(result);
                Plan.saveResult(folder, result);
            });
        }
        scope.lifecycle().runWith(null);
        if (scope.results().count() != plan.splits().size()) {
            throw new IllegalStateException(
                    scope.results().count() + " of " + plan.splits().size() + " tasks were run");
        }
        scope.budget().checkShare(scope.counts().snapshot().rows());
    }

    private TaskEnvironment environment(Connected connected, EngineContext context) {
        var settings = scope.spec().settings();
        return new TaskEnvironment(
                connected.reader(),
                connected.transformers(),
                connected.writer(),
                plan.state(),
                settings,
                context,
                scope.retries(),
                scope.watchdog(),
                new Limiter(
                        settings.bytesPerSecond(),
                        settings.recordsPerSecond(),
                        scope.watchdog().time()),
                scope.budget(),
                new DirtyRows(folder.path(), connected.outlet(folder.id())),
                folder,
                scope.counts(),
                scope.keepsFinishedTasks(),
                scope.results()::addLeftBehind);
    }
}
