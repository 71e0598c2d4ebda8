package io.datachannels.engine.run;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
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
    private final List<TaskReport> leftBehind = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = new ArrayList<>();

    private Stage stage = Stage.BIND;
    private boolean cancelled;
    private Thread thread;
    private TaskRunner runner;

    private Sides sides;
    private RunFolder folder;
    private TargetLock targetLock;
    private EngineContext context;
    private Opened<Reader> reader;
    private Opened<Writer> writer;
    private Plan plan;
    private boolean prepared;

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
        boolean interrupted = false;
        try {
            runStages();
        } catch (Throwable e) {
            interrupted = Thread.interrupted();
            failure = failure(e);
            abort(failure);
        }
        RunReport report = report(failure);
        close(failure);
        leave(interrupted);
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
            if (isDryRun()) {
                return;
            }
            prepare();
        }
        if (from == null || !from.isCommit()) {
            move();
            advance(Stage.COMMIT_WRITER);
        } else {
            advance(from);
        }
        DeadRuns.finishCommit(folder, plan, List.copyOf(results.values()), reader, writer, this::advance);
    }

    private void bind() {
        try {
            sides = Sides.bind(spec, plugins, problems);
        } finally {
            problems.warnings().forEach(each -> LOG.warn("{}", each));
            problems.notes().forEach(each -> LOG.info("{}", each));
        }
    }

    /** @return the stage at which a resumed run stopped, or null for a new run */
    private Stage openFolder() {
        if (options.resume() == null) {
            folder = isDryRun() ? null : RunFolder.create(options.runs(), this::newId);
            context = new EngineContext(folder == null ? newId() : folder.id(), spec.settings(), retries);
            return null;
        }
        if (isDryRun()) {
            throw new JobFailure("a dry run cannot be a resumed run", "Choose one of --dry-run and --resume.");
        }
        folder = RunFolder.open(options.runs(), options.resume());
        context = new EngineContext(folder.id(), spec.settings(), retries);
        Stage from = folder.stage();
        if (from != Stage.MOVE && (from == null || !from.isCommit())) {
            throw new JobFailure(
                    "run " + folder.id() + " cannot be resumed: "
                            + (from == Stage.DONE ? "it ended well" : "nothing of it is left at the target"),
                    "Run the job anew.");
        }
        return from;
    }

    private void connect() {
        advance(Stage.CONNECT);
        reader = sides.openReader(context);
        writer = sides.openWriter(reader.side().schema(), context);
        retries.budget(nanos(options.retryBudget()));
        plan = new Plan(fingerprint.job(spec), fingerprint.target(spec), List.of(), WriterState.NONE);
        if (options.resume() != null) {
            resume();
        }
        if (!isDryRun()) {
            targetLock = TargetLock.take(options.runs(), plan.target(), folder.id());
            new DeadRuns(plan, reader, writer, notes::add).settle(options.runs(), folder.id());
        }
    }

    private void resume() {
        Plan written = Plan.load(folder, reader.loader(), writer.loader());
        if (written == null) {
            throw new JobFailure(
                    "run " + folder.id() + " cannot be resumed: it died before it had a plan", "Run the job anew.");
        }
        if (!written.job().equals(plan.job())) {
            throw new JobFailure(
                    "run " + folder.id()
                            + " cannot be resumed: the job file's reader, writer or formats have changed since",
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
        plan = plan.with(writer.ask(Writer::intent));
        plan.save(folder);
        advance(Stage.PREPARE);
        prepared = true;
        plan = plan.with(writer.ask(Writer::prepare));
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
                counts,
                leftBehind::add);
        advance(Stage.MOVE);
        TaskRunner local = new LocalTaskRunner(environment);
        runWith(local);
        List<Task> missing = plan.tasks().stream()
                .filter(each -> !results.containsKey(each.number()))
                .toList();
        local.run(missing, result -> {
            results.put(result.task(), result);
            Plan.saveResult(folder, result);
        });
        runWith(null);
        if (results.size() != plan.splits().size()) {
            throw new IllegalStateException(
                    results.size() + " of " + plan.splits().size() + " tasks were run");
        }
        budget.checkShare(counts.snapshot().rows());
    }

    private synchronized void runWith(TaskRunner runner) {
        this.runner = runner;
        if (cancelled && runner != null) {
            runner.fail(new Cancelled());
        }
    }

    /** Goes on to a stage, the one place where this happens; a job that was cancelled does not, unless its commit was begun. */
    private synchronized void advance(Stage next) {
        if (cancelled && next.compareTo(Stage.COMMIT_WRITER) <= 0) {
            throw new Cancelled();
        }
        LOG.debug("stage {}", next);
        if (folder != null && next.compareTo(Stage.PREPARE) >= 0) {
            folder.stage(next);
        }
        stage = next;
    }

    /** What ended the job: after it was cancelled every failure counts as that, because plug-ins have many ways to be interrupted. */
    private synchronized RuntimeException failure(Throwable thrown) {
        if (isCancelled() && !(thrown instanceof Cancelled)) {
            Cancelled failure = new Cancelled();
            failure.addSuppressed(thrown);
            return failure;
        }
        return thrown instanceof RuntimeException known
                ? known
                : new FatalFailure(
                        thrown.toString(),
                        "This looks like a mistake in the program; the stack is in the log.",
                        thrown);
    }

    private void abort(RuntimeException cause) {
        Stage failed = stage();
        runWith(null);
        if (failed.isCommit() || failed == Stage.DONE) {
            return;
        }
        boolean begun = prepared || failed == Stage.MOVE;
        if (begun && !removeTraces(cause)) {
            return;
        }
        if (folder != null && (begun || options.resume() == null)) {
            enter(Stage.FAILED, cause);
        }
    }

    /** @return whether the target is as it was */
    private boolean removeTraces(RuntimeException cause) {
        enter(Stage.ABORT, cause);
        try {
            retries.budget(nanos(shorter(CONNECT_BUDGET)));
            List<TaskReport> reports = new ArrayList<>(leftBehind);
            results.values().forEach(each -> reports.add(each.report()));
            writer.tell(each -> each.abort(plan.state(), reports));
            return true;
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            note("what the run left at the target could not be removed, and the next run tries again: "
                    + e.getMessage());
            return false;
        }
    }

    /** Goes on to a stage whether or not that can be written down: the disk may be full. */
    private synchronized void enter(Stage next, RuntimeException cause) {
        try {
            advance(next);
        } catch (FatalFailure e) {
            stage = next;
            cause.addSuppressed(e);
        }
    }

    private void close(RuntimeException failure) {
        List<AutoCloseable> open = new ArrayList<>();
        open.add(writer);
        open.add(reader);
        open.add(targetLock);
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

    /** From here on a cancel finds no job, and the caller's thread is as it was. */
    private synchronized void leave(boolean interrupted) {
        thread = null;
        if (cancelled) {
            Thread.interrupted();
        } else if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private RunReport report(RuntimeException failure) {
        Throwable root = failure instanceof FatalFailure && failure.getCause() != null ? failure.getCause() : failure;
        if (root != null && isMistake(root)) {
            LOG.error("the job failed", failure);
        } else if (failure != null) {
            LOG.debug("the job failed", failure);
        }
        boolean rowsStay = writer != null
                && !writer.ask(Writer::isAllOrNothing)
                && counts.snapshot().rows() > 0;
        RunReport report = new ReportMaker(spec, started, stage(), rowsStay, notes)
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

    /** Whether it is no failure that a plug-in or the engine foresaw. */
    private static boolean isMistake(Throwable thrown) {
        boolean foreseen = thrown instanceof Failure
                || thrown instanceof JobFileException
                || thrown instanceof OverErrorLimit
                || thrown instanceof Cancelled;
        return !foreseen && (thrown instanceof RuntimeException || thrown instanceof Error);
    }

    private boolean isDryRun() {
        return options.dryRun() || spec.settings().dryRun();
    }

    private String newId() {
        return ID_TIME.format(started) + "-"
                + String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
    }

    private Duration shorter(Duration budget) {
        return options.retryBudget().compareTo(budget) < 0 ? options.retryBudget() : budget;
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
