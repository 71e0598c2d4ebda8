package io.datachannels.engine.run;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.Split;
import io.datachannels.spi.WriterState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One run of one job. {@link #run()} once, on a thread of the caller's; {@link #cancel()} and {@link #counts()} from any other. Jobs
 * share nothing, so several can run in one process.
 */
public final class Job {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final JobSpec spec;
    private final Plugins plugins;
    private final ProblemList problems;
    private final RunScope scope;
    private final Lifecycle lifecycle;

    private Sides sides;
    private Connected connected;
    private RunFolder folder;
    private EngineContext context;
    private Plan plan;
    private boolean prepared;
    private volatile String runId;
    private volatile RunReport report;

    /** @param problems what was found in the job file so far; warnings of the binding are added */
    public Job(JobSpec spec, Plugins plugins, JobOptions options, ProblemList problems) {
        this.spec = spec;
        this.plugins = plugins;
        this.problems = problems;
        this.scope = RunScope.of(spec, options);
        this.lifecycle = scope.lifecycle();
    }

    /**
     * Finds all that is wrong with a job before anything is contacted: its plug-ins and what they are told.
     *
     * @param problems what was found in the job file so far; errors, warnings and notes are added
     */
    public static void check(JobSpec spec, Plugins plugins, ProblemList problems) {
        Sides.check(spec, plugins, problems);
    }

    /**
     * Runs the job to its end, whatever that is; failures are in the report and in the log, none is thrown.
     *
     * @return the report, which is in the run folder as well
     */
    public RunReport run() {
        String outer = MDC.get(Daemon.RUN);
        lifecycle.begin();
        RuntimeException failure = null;
        boolean interrupted = false;
        try {
            runStages();
        } catch (Throwable e) {
            interrupted = Thread.interrupted();
            failure = lifecycle.failure(e);
            new Aborting(scope, folder, connected).abort(plan, prepared, failure);
        }
        boolean showsRowsAtOnce = connected != null && connected.showsRowsAtOnce();
        report = new Reporting(scope, folder, plan)
                .report(failure, showsRowsAtOnce, sides == null ? Map.of() : sides.shown());
        if (connected != null) {
            connected.close(failure);
        }
        Connected.close(folder, failure);
        scope.watchdog().close();
        lifecycle.end(interrupted);
        if (outer == null) {
            MDC.remove(Daemon.RUN);
        } else {
            MDC.put(Daemon.RUN, outer);
        }
        return report;
    }

    /** Stops the job: before its commit it is aborted and the target stays as it was; a commit under way is finished. */
    public void cancel() {
        lifecycle.cancel();
    }

    public Stage stage() {
        return lifecycle.stage();
    }

    /** What was moved so far. */
    public LiveCounts.Snapshot counts() {
        return scope.counts().snapshot();
    }

    /** As its file is called. */
    public String name() {
        return spec.name();
    }

    public Instant started() {
        return scope.started();
    }

    /** The run's id; empty until the job file is known to be right. */
    public Optional<String> runId() {
        return Optional.ofNullable(runId);
    }

    /** What became of the run; empty until it ended. */
    public Optional<RunReport> report() {
        return Optional.ofNullable(report);
    }

    /** How many calls and tasks were made again so far. */
    public long retries() {
        return scope.retries().retries();
    }

    /** How many of the {@link #retries()} were for a service that asked to be spared. */
    public long throttled() {
        return scope.retries().throttled();
    }

    /** A resumed run begins where the former one stopped. */
    private void runStages() {
        bind();
        Stage reached = openFolder();
        connect();
        if (reached == null) {
            plan();
            if (scope.isDryRun()) {
                return;
            }
            prepare();
        }
        if (reached == null || reached.isMove()) {
            if (scope.isResumed()) {
                connected.resume(plan.state(), scope.results().toCommit());
            }
            move();
            reached = Stage.COMMIT_WRITER;
        }
        commit(reached);
    }

    private void bind() {
        try {
            sides = Sides.bind(spec, plugins, problems);
            if (scope.isReplay()) {
                sides = sides.adding();
            }
        } finally {
            problems.warnings().forEach(each -> LOG.warn("{}", each));
            problems.notes().forEach(each -> LOG.info("{}", each));
        }
    }

    /** @return the stage that a resumed run had reached, or null for a new run */
    private Stage openFolder() {
        if (scope.isResumed()) {
            folder = new Resumption(scope).open();
        } else if (!scope.isDryRun()) {
            folder = RunFolder.create(scope.options().runs(), this::newId);
        }
        lifecycle.writeTo(folder);
        runId = folder == null ? newId() : folder.id();
        MDC.put(Daemon.RUN, runId);
        context = new EngineContext(runId, spec.settings(), scope.retries());
        return scope.isResumed() ? folder.stage() : null;
    }

    private void connect() {
        lifecycle.advance(Stage.CONNECT);
        scope.watchdog().start();
        connected = new Connected(sides, new DriverCalls(scope.watchdog()));
        connected.open(context);
        scope.retryFully();
        Fingerprint fingerprint = scope.fingerprint();
        plan = new Plan(fingerprint.job(spec), fingerprint.target(spec), List.of(), WriterState.NONE);
        if (scope.isReplay()) {
            scope.options().replay().check(plan, connected.written(), scope.notes());
        }
        if (scope.isResumed()) {
            plan = new Resumption(scope).takeOver(folder, plan, connected);
            scope.counts().planned(plan.splits().size());
        }
        if (!scope.isDryRun()) {
            connected.lock(scope.options().runs(), plan.target(), folder.id());
            new DeadRuns(plan.target(), connected, scope.isReplay(), scope.notes())
                    .settle(scope.options().runs(), folder.id());
        }
    }

    private void plan() {
        lifecycle.advance(Stage.PLAN);
        List<Split> splits = connected.plan(spec.settings().channels());
        plan = new Plan(plan.job(), plan.target(), splits, WriterState.NONE);
        scope.counts().planned(splits.size());
    }

    private void prepare() {
        String replayOf = scope.isReplay() ? scope.options().replay().run() : null;
        new JobRecord(scope.options().origin(), replayOf, connected.read(), connected.written()).save(folder);
        plan = plan.with(connected.intent());
        plan.save(folder);
        lifecycle.advance(Stage.PREPARE);
        prepared = true;
        plan = plan.with(connected.prepare());
        plan.save(folder);
    }

    private void move() {
        new Moving(scope, folder, plan).run(connected, context);
        connected.beforeCommit(plan.state(), scope.results().toCommit());
    }

    private void commit(Stage reached) {
        lifecycle.advance(reached);
        new Commit(plan, scope.results(), connected).finish(reached, lifecycle::advance);
    }

    private String newId() {
        return ID_TIME.format(scope.started()) + "-"
                + String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
    }
}
