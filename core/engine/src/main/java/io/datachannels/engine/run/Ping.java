package io.datachannels.engine.run;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.DatasourceSpec;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.Column;
import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tests connections: of a job's two sides, or of a stored datasource. Changes nothing anywhere. On one thread. */
public final class Ping {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 8;

    private final Plugins plugins;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What one test found.
     *
     * @param what was tested
     * @param sentence what works; null if it does not
     * @param failure why it does not work; null if it does
     */
    public record Finding(String what, long millis, String sentence, Failure failure) {
        public boolean works() {
            return failure == null;
        }
    }

    public Ping(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Tests both sides of a job: the connection by itself where the plug-in can, then opening the side as a job would.
     *
     * @throws io.datachannels.engine.config.JobFileException if the job file is wrong
     */
    public List<Finding> job(JobSpec spec, ProblemList problems) {
        Sides sides = Sides.bind(spec, plugins, problems);
        EngineContext context = context(spec.settings());
        connection("reader", spec.reader(), context);
        Schema schema = reader(sides, context);
        connection("writer", spec.writer(), context);
        if (schema == null) {
            test("writer", () -> {
                throw new JobFailure("was not tried: it needs the reader's columns", "Mend the reader first.");
            });
        } else {
            test("writer", () -> {
                try (Opened<Writer> writer = sides.openWriter(schema, context)) {
                    boolean atOnce = !writer.ask(Writer::isAllOrNothing);
                    return "is there and takes " + columns(schema) + "; rows are visible "
                            + (atOnce ? "at once" : "at the job's end");
                }
            });
        }
        return List.copyOf(findings);
    }

    /**
     * Tests a stored datasource.
     *
     * @throws JobFailure if its type is not known or its keys are not right
     */
    public List<Finding> datasource(DatasourceSpec datasource) {
        String name = datasource.keys().name();
        Loaded<ConnectivityCheck<?>> check = check(datasource);
        ProblemList problems = new ProblemList();
        Record config = Binder.bind(check.plugin().config(), datasource.keys(), problems);
        problems.throwIfErrors();
        test(name, () -> run(check, config, context(Settings.standard())));
        return List.copyOf(findings);
    }

    private Schema reader(Sides sides, EngineContext context) {
        Schema[] schema = new Schema[1];
        test("reader", () -> {
            try (Opened<Reader> reader = sides.openReader(context)) {
                Schema read = reader.side().schema();
                schema[0] = sides.transformers().open(read).schema();
                return "is there and has " + columns(read);
            }
        });
        return schema[0];
    }

    private void connection(String side, PluginSpec spec, EngineContext context) {
        plugins.connectivity(plugins.folderOf(spec.name())).ifPresent(check -> {
            Record config = Binder.bind(check.plugin().config(), spec, new ProblemList());
            if (config != null) {
                test(side + "'s connection", () -> run(check, config, context));
            }
        });
    }

    /** By the type that the datasource says, or by its keys if they fit one system alone. */
    private Loaded<ConnectivityCheck<?>> check(DatasourceSpec datasource) {
        String name = datasource.keys().name();
        List<Loaded<ConnectivityCheck<?>>> all = plugins.connectivity();
        String known = all.stream().map(each -> each.plugin().system()).collect(Collectors.joining(", "));
        List<Loaded<ConnectivityCheck<?>>> fitting = all.stream()
                .filter(each -> datasource.type().isEmpty()
                        ? fits(each.plugin(), datasource.keys())
                        : each.plugin().system().equalsIgnoreCase(datasource.type()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new JobFailure(
                datasource.type().isEmpty()
                        ? "it cannot be told of which system the datasource \"" + name + "\" is"
                        : "datasources of type \"" + datasource.type() + "\" cannot be tested",
                "Give it a \"type\", one of " + known + ", or ping a job that uses it.");
    }

    private static boolean fits(ConnectivityCheck<?> check, PluginSpec keys) {
        return Binder.bind(check.config(), keys, new ProblemList(true)) != null;
    }

    private static String run(Loaded<ConnectivityCheck<?>> check, Record config, EngineContext context) {
        return Opened.in(check.loader(), () -> run(check.plugin(), config, context));
    }

    private static <C extends Record> String run(ConnectivityCheck<C> check, Record config, EngineContext context) {
        return check.check(check.config().cast(config), context);
    }

    private void test(String what, Supplier<String> test) {
        long begin = System.nanoTime();
        String sentence = null;
        Failure failure = null;
        try {
            sentence = test.get();
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new FatalFailure(e.toString(), "This looks like a mistake in the program.", e);
        }
        findings.add(
                new Finding(what, Duration.ofNanos(System.nanoTime() - begin).toMillis(), sentence, failure));
    }

    private static EngineContext context(Settings settings) {
        return new EngineContext("ping", settings, new Retries(PATIENCE.toNanos(), Time.SYSTEM, () -> false, () -> {}));
    }

    private static String columns(Schema schema) {
        String names = schema.columns().stream().limit(SHOWN).map(Column::name).collect(Collectors.joining(", "));
        String more = schema.size() > SHOWN ? ", …" : "";
        return schema.size() + (schema.size() == 1 ? " column: " : " columns: ") + names + more;
    }
}
