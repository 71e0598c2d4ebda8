package io.datachannels.engine.run;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one job. {@link #run()} once, on a thread of the caller's; {@link #cancel()} and {@link #counts()} from any other. Jobs
 * share nothing, so several can run in one process.
 */
public final class Job {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final Duration CONNECT_BUDGET = Duration.ofSeconds(10);

    private final JobSpec spec;
    private final Plugins plugins;
    private final JobOptions options;
    private final ProblemList problems;
    private final Fingerprint fingerprint;
    private final Instant started = Instant.now();
    private final LiveCounts counts = new LiveCounts();
    private final ErrorBudget budget;
    private final Retries retries;
    private final Map<Integer, TaskResult> results = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private Stage stage = Stage.BIND;
    private boolean cancelled;
    private Thread thread;
    private TaskRunner runner;

    private BoundSide<ReaderPlugin<?>> boundReader;
    private BoundSide<WriterPlugin<?>> boundWriter;
    private RunFolder folder;
    private EngineContext context;
    private Opened<Reader> reader;
    private Opened<Writer> writer;
    private Plan plan;

    /** A plug-in with its bound configuration. */
    private record BoundSide<P>(Loaded<P> plugin, Record config) {}

    /** @param problems what was found in the job file so far; warnings of the binding are added */
    public Job(JobSpec spec, Plugins plugins, JobOptions options, ProblemList problems) {
        this.spec = spec;
        this.plugins = plugins;
        this.options = options;
        this.problems = problems;
        this.fingerprint = new Fingerprint(options.local());
        this.budget = new ErrorBudget(spec.settings().errorLimit());
        this.retries = new Retries(nanos(shorter(CONNECT_BUDGET)), Time.SYSTEM, this::isCancelled);
    }

    /**
     * Runs the job to its end, whatever that is; failures are in the report and in the log, none is thrown.
     *
     * @return the report, which is in the run folder as well
     */
    public RunReport run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        RuntimeException failure = null;
        try {
            runStages();
        } catch (RuntimeException e) {
            failure = e;
            abort(e);
        }
        RunReport report = report(failure);
        close(failure);
        return report;
    }

    /** Stops the job: before its commit it is aborted and the target stays as it was; a commit under way is finished. */
    public synchronized void cancel() {
        cancelled = true;
        if (runner != null) {
            runner.fail(new Cancelled());
        } else if (thread != null && !stage.isCommit() && !stage.isEnd() && stage != Stage.ABORT) {
            thread.interrupt();
        }
    }

    public synchronized Stage stage() {
        return stage;
    }

    /** What was moved so far. */
    public LiveCounts.Snapshot counts() {
        return counts.snapshot();
    }

    private void runStages() {
        bind();
        Stage from = openFolder();
        connect();
        if (from == null) {
            plan();
            if (options.dryRun()) {
                return;
            }
            prepare();
        }
        if (from == null || !from.isCommit()) {
            move();
            advance(Stage.COMMIT_WRITER);
        }
        DeadRuns.finishCommit(folder, plan, List.copyOf(results.values()), reader, writer);
        advance(Stage.DONE);
    }

    private void bind() {
        boundReader = bind(plugins::reader, spec.reader());
        boundWriter = bind(plugins::writer, spec.writer());
        problems.throwIfErrors();
    }

    /** @return the stage at which a resumed run stopped, or null for a new run */
    private Stage openFolder() {
        if (options.resume() == null) {
            String id = ID_TIME.format(started) + "-"
                    + String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
            folder = options.dryRun() ? null : RunFolder.create(options.runs(), id);
            context = new EngineContext(id, spec.settings(), retries);
            return null;
        }
        folder = RunFolder.open(options.runs(), options.resume());
        context = new EngineContext(folder.id(), spec.settings(), retries);
        Stage from = folder.stage();
        if (from == null || from.isEnd() || from == Stage.ABORT) {
            throw new JobFailure(
                    "run " + folder.id() + " cannot be resumed: "
                            + (from == Stage.DONE ? "it ended well" : "nothing of it is left at the target"),
                    "Run the job anew.");
        }
        return from;
    }

    private void connect() {
        advance(Stage.CONNECT);
        reader = Opened.in(
                boundReader.plugin().loader(),
                () -> new Opened<>(
                        openReader(boundReader.plugin().plugin(), boundReader.config()),
                        boundReader.plugin().loader()));
        Schema schema = reader.side().schema();
        writer = Opened.in(
                boundWriter.plugin().loader(),
                () -> new Opened<>(
                        openWriter(boundWriter.plugin().plugin(), boundWriter.config(), schema),
                        boundWriter.plugin().loader()));
        retries.budget(nanos(options.retryBudget()));
        plan = new Plan(fingerprint.job(spec), fingerprint.target(spec), List.of(), WriterState.NONE);
        if (options.resume() != null) {
            resume();
        } else if (!options.dryRun()) {
            new DeadRuns(plan, reader, writer, notes::add).settle(options.runs(), folder.id());
        }
    }

    private void resume() {
        Plan written = Plan.load(folder, reader.loader(), writer.loader());
        if (written == null || !written.job().equals(plan.job())) {
            throw new JobFailure(
                    "run " + folder.id() + " cannot be resumed: the job file's reader or writer has changed since",
                    "Run the job anew, or resume with the job file as it was.");
        }
        plan = written;
        for (TaskResult each : Plan.loadResults(folder, reader.loader(), writer.loader())) {
            results.put(each.task(), each);
            counts.finished(each);
            budget.restore(each.dirty());
        }
        counts.planned(plan.splits().size());
        note("resumed run " + folder.id() + ": " + results.size() + " of "
                + plan.splits().size() + " tasks were finished before");
    }

    private void plan() {
        advance(Stage.PLAN);
        List<Split> splits = reader.ask(each -> each.plan(spec.settings().channels()));
        plan = new Plan(plan.job(), plan.target(), splits, WriterState.NONE);
        counts.planned(splits.size());
    }

    private void prepare() {
        advance(Stage.PREPARE);
        plan = new Plan(plan.job(), plan.target(), plan.splits(), writer.ask(Writer::prepare));
        plan.save(folder);
    }

    private void move() {
        TaskEnvironment environment = new TaskEnvironment(
                reader,
                writer,
                plan.state(),
                spec.settings(),
                context,
                retries,
                new Limiter(spec.settings().bytesPerSecond(), spec.settings().recordsPerSecond(), Time.SYSTEM),
                budget,
                new DirtyRows(folder.path()),
                counts);
        advance(Stage.MOVE);
        TaskRunner local = new LocalTaskRunner(environment);
        runWith(local);
        List<Task> missing = plan.tasks().stream()
                .filter(each -> !results.containsKey(each.number()))
                .toList();
        local.run(missing, result -> {
            Plan.saveResult(folder, result);
            results.put(result.task(), result);
        });
        runWith(null);
        budget.checkShare(counts.snapshot().rows());
    }

    private synchronized void runWith(TaskRunner runner) {
        this.runner = runner;
        if (cancelled && runner != null) {
            runner.fail(new Cancelled());
        }
    }

    /** Goes on to a stage, the one place where this happens; a job that was cancelled does not. */
    private synchronized void advance(Stage next) {
        boolean onward = next != Stage.ABORT && !next.isEnd();
        if (cancelled && onward) {
            throw new Cancelled();
        }
        stage = next;
        LOG.debug("stage {}", next);
        if (folder != null && next.compareTo(Stage.PREPARE) >= 0) {
            folder.stage(next);
        }
    }

    private void abort(RuntimeException cause) {
        if (Thread.interrupted()) {
            LOG.debug("interrupted");
        }
        Stage failed = stage();
        runWith(null);
        if (failed.isCommit() || failed == Stage.DONE) {
            return;
        }
        try {
            boolean opened = failed == Stage.PREPARE || failed == Stage.MOVE;
            if (opened) {
                advance(Stage.ABORT);
                retries.budget(nanos(shorter(CONNECT_BUDGET)));
                writer.tell(each -> each.abort(
                        plan.state(),
                        results.values().stream().map(TaskResult::report).toList()));
            }
            boolean untouched = options.resume() != null && !opened;
            if (folder != null && !untouched) {
                advance(Stage.FAILED);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            note("what the run left at the target could not be removed: " + e.getMessage());
        }
    }

    private void close(RuntimeException failure) {
        List<AutoCloseable> open = new ArrayList<>();
        open.add(writer);
        open.add(reader);
        open.add(folder);
        for (AutoCloseable each : open) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                LOG.warn("closing failed", e);
                if (failure != null) {
                    failure.addSuppressed(e);
                }
            }
        }
    }

    private RunReport report(RuntimeException failure) {
        RunReport report = new ReportMaker(spec, started, stage(), notes)
                .make(failure, folder, plan, counts.snapshot(), List.copyOf(results.values()), retries);
        if (folder != null) {
            try {
                folder.write("report.json", RunFolder.text(Records.toJson(report)));
            } catch (FatalFailure e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        return report;
    }

    private void note(String text) {
        LOG.info("{}", text);
        notes.add(text);
    }

    private synchronized boolean isCancelled() {
        return cancelled && !stage.isCommit() && stage != Stage.ABORT;
    }

    /** @return null if there is no such plug-in, which is a problem like others */
    private <P> BoundSide<P> bind(Function<String, Loaded<P>> find, PluginSpec side) {
        Loaded<P> plugin;
        try {
            plugin = find.apply(side.name());
        } catch (JobFailure e) {
            problems.error(side.path(), side.parameter().position(), e.getMessage() + ". " + e.action());
            return null;
        }
        Class<? extends Record> type = plugin.plugin() instanceof ReaderPlugin<?> reader
                ? reader.config()
                : ((WriterPlugin<?>) plugin.plugin()).config();
        return new BoundSide<>(plugin, Binder.bind(type, side, problems));
    }

    private <C extends Record> Reader openReader(ReaderPlugin<C> plugin, Record config) {
        return plugin.open(plugin.config().cast(config), context);
    }

    private <C extends Record> Writer openWriter(WriterPlugin<C> plugin, Record config, Schema schema) {
        return plugin.open(plugin.config().cast(config), schema, context);
    }

    private Duration shorter(Duration budget) {
        return options.retryBudget().compareTo(budget) < 0 ? options.retryBudget() : budget;
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
