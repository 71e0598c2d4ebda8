package io.datachannels.engine.run;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Masked;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.transform.Transformers;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.DirtySinkPlugin;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A job's two plug-ins and its transformers with their bound configurations, ready to connect. */
final class Sides {
    private final Side<ReaderPlugin<?>> reader;
    private final Transformers transformers;
    private final Side<WriterPlugin<?>> writer;
    private final Side<DirtySinkPlugin<?>> dirtySink;

    /** A plug-in with its bound configuration. */
    private record Side<P>(Loaded<P> plugin, Record config) {}

    /** @param dirtySink null if dirty rows stay in the run folder */
    private Sides(
            Side<ReaderPlugin<?>> reader,
            Transformers transformers,
            Side<WriterPlugin<?>> writer,
            Side<DirtySinkPlugin<?>> dirtySink) {
        this.reader = reader;
        this.transformers = transformers;
        this.writer = writer;
        this.dirtySink = dirtySink;
    }

    /**
     * Finds the plug-ins and binds their parameters.
     *
     * @param problems takes what is wrong, with either side or between them
     * @throws io.datachannels.engine.config.JobFileException with all that was found, there or before
     */
    static Sides bind(JobSpec spec, Plugins plugins, ProblemList problems) {
        Sides sides = check(spec, plugins, problems);
        problems.throwIfErrors();
        return sides;
    }

    /** As {@link #bind}, but throws nothing: what it returns can be opened only if there are no errors among the problems. */
    static Sides check(JobSpec spec, Plugins plugins, ProblemList problems) {
        return new Sides(
                side(plugins::reader, spec.reader(), ReaderPlugin::config, problems),
                Transformers.bind(spec.transformers(), spec.settings(), problems),
                side(plugins::writer, spec.writer(), WriterPlugin::config, problems),
                spec.dirtySink() == null ? null : dirtySink(plugins, spec.dirtySink(), problems));
    }

    /** As {@link #bind}, without the writer, which then cannot be opened. */
    static Sides bindReading(JobSpec spec, Plugins plugins, ProblemList problems) {
        Sides sides = new Sides(
                side(plugins::reader, spec.reader(), ReaderPlugin::config, problems),
                Transformers.bind(spec.transformers(), spec.settings(), problems),
                null,
                null);
        problems.throwIfErrors();
        return sides;
    }

    /**
     * The same sides with a writer that adds to what is at the target.
     *
     * @throws JobFailure if the writer cannot
     */
    Sides adding() {
        return new Sides(reader, transformers, adding(writer.plugin(), writer.config()), dirtySink);
    }

    @SuppressWarnings("unchecked")
    private static <C extends Record> Side<WriterPlugin<?>> adding(Loaded<WriterPlugin<?>> loaded, Record config) {
        WriterPlugin<C> plugin = (WriterPlugin<C>) loaded.plugin();
        return new Side<>(
                loaded,
                Opened.in(loaded.loader(), () -> plugin.adding(plugin.config().cast(config))));
    }

    Transformers transformers() {
        return transformers;
    }

    /** Both sides with all their parameters as they are bound, for people; secrets are masked. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("reader", readerName() + " " + shown(reader.config()));
        shown.put("writer", writerName() + " " + shown(writer.config()));
        return shown;
    }

    /** Of the bound record, where a secret is known as one; the file's own words may have it under a misspelt key. */
    private static String shown(Record config) {
        Map<String, Json> members = new LinkedHashMap<>();
        ((JsonObject) Masked.json(Records.toJson(config))).members().forEach((name, value) -> {
            boolean isNull = value instanceof JsonScalar scalar && scalar.isNull();
            if (!isNull) {
                members.put(name, value);
            }
        });
        return JsonText.compact(JsonObject.of(members));
    }

    String readerName() {
        return reader.plugin().plugin().name();
    }

    String writerName() {
        return writer.plugin().plugin().name();
    }

    Opened<Reader> openReader(JobContext job) {
        ClassLoader loader = reader.plugin().loader();
        return named(
                readerName(),
                () -> Opened.in(
                        loader, () -> new Opened<>(open(reader.plugin().plugin(), reader.config(), job), loader)));
    }

    Opened<Writer> openWriter(Schema schema, JobContext job) {
        ClassLoader loader = writer.plugin().loader();
        return named(
                writerName(),
                () -> Opened.in(
                        loader,
                        () -> new Opened<>(open(writer.plugin().plugin(), writer.config(), schema, job), loader)));
    }

    /** @return null if dirty rows stay in the run folder */
    Opened<DirtySink> openDirtySink(JobContext job) {
        if (dirtySink == null) {
            return null;
        }
        ClassLoader loader = dirtySink.plugin().loader();
        return named(
                "setting.dirty",
                () -> Opened.in(
                        loader,
                        () -> new Opened<>(open(dirtySink.plugin().plugin(), dirtySink.config(), job), loader)));
    }

    /** Says which side it is that does not open: reader and writer may be of the same system. */
    private static <T> T named(String plugin, Supplier<T> open) {
        try {
            return open.get();
        } catch (JobFailure e) {
            throw new JobFailure(plugin + ": " + e.getMessage(), e.action(), e);
        } catch (TransientFailure e) {
            throw new TransientFailure(plugin + ": " + e.getMessage(), e);
        }
    }

    private static <C extends Record> Reader open(ReaderPlugin<C> plugin, Record config, JobContext job) {
        return plugin.open(plugin.config().cast(config), job);
    }

    private static <C extends Record> Writer open(
            WriterPlugin<C> plugin, Record config, Schema schema, JobContext job) {
        return plugin.open(plugin.config().cast(config), schema, job);
    }

    private static <C extends Record> DirtySink open(DirtySinkPlugin<C> plugin, Record config, JobContext job) {
        return plugin.open(plugin.config().cast(config), job);
    }

    /** @return null if there is no such plug-in, which is a problem like others */
    private static Side<DirtySinkPlugin<?>> dirtySink(Plugins plugins, PluginSpec spec, ProblemList problems) {
        Optional<Loaded<DirtySinkPlugin<?>>> plugin = plugins.dirtySink(spec.name());
        if (plugin.isEmpty()) {
            problems.error(
                    spec.path() + ".mode",
                    spec.position(),
                    "needs the plug-in " + spec.name() + ", which is not in this installation");
            return null;
        }
        return new Side<>(plugin.get(), Binder.bind(plugin.get().plugin().config(), spec, problems));
    }

    /** @return null if there is no such plug-in, which is a problem like others */
    private static <P> Side<P> side(
            Function<String, Loaded<P>> find,
            PluginSpec spec,
            Function<P, Class<? extends Record>> config,
            ProblemList problems) {
        Loaded<P> plugin;
        try {
            plugin = find.apply(spec.name());
        } catch (JobFailure e) {
            problems.error(spec.place(), spec.position(), e.getMessage() + " " + e.action());
            return null;
        }
        return new Side<>(plugin, Binder.bind(config.apply(plugin.plugin()), spec, problems));
    }
}
