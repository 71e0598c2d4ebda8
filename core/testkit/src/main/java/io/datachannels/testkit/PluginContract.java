package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Keys;
import io.datachannels.engine.config.Problem;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.SecretText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What both roles promise: a name by which the folder is found, a configuration that explains itself and shows no secret.
 *
 * @param <P> {@code ReaderPlugin<?>} or {@code WriterPlugin<?>}
 */
abstract class PluginContract<P> {
    private static final String MARKER = "marker-secret-4711";

    @RegisterExtension
    private final OpenFolders folders = new OpenFolders();

    @TempDir
    Path runs;

    private Loaded<P> loaded;
    private ClassLoader before;

    /** The plug-in folder's name, which is the module's: {@code ots}. */
    protected abstract String folder();

    /** The plug-in's name: {@code otsreader}. */
    protected abstract String name();

    /** The job file's {@code parameter} as JSON. Called anew for every use. */
    protected abstract String parameter();

    /** The plug-in under test as an installation has it. */
    Plugins plugins() {
        return folders.load(folder());
    }

    abstract Loaded<P> find(Plugins plugins, String name);

    abstract String nameOf(P plugin);

    abstract Class<? extends Record> configOf(P plugin);

    @BeforeEach
    final void load() {
        loaded = find(plugins(), name());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loaded.loader());
    }

    @AfterEach
    final void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    final P plugin() {
        return loaded.plugin();
    }

    /** Makes a thread's calls see what a task's calls see. */
    final Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setContextClassLoader(loaded.loader());
        return thread;
    }

    /** A split, state or report after it was written to a file and read by another process. */
    final <T> T throughJson(Class<T> type, T value) {
        String text = JsonText.compact(Records.toTypedJson(value));
        Object back = Records.fromTypedJson(JsonReader.read(text), loaded.loader());
        assertThat(back).as("%s after JSON", value).isEqualTo(value);
        return type.cast(back);
    }

    final <C extends Record> C bind(Class<C> type, String parameter) {
        return PluginUnderTest.config(type, parameter);
    }

    @Test
    void isLoadedBehindThePluginClassLoader() {
        assertThat(plugin().getClass().getClassLoader()).isSameAs(loaded.loader());
        assertThat(nameOf(plugin())).isEqualTo(name()).startsWith(folder()).isLowerCase();
    }

    @Test
    void everyParameterIsExplained() {
        List<String> silent = new ArrayList<>();
        undocumented(configOf(plugin()), "", silent, new LinkedHashSet<>());
        assertThat(silent).as("components without @Doc").isEmpty();
    }

    @Test
    void anUnknownKeyWarnsWithItsPlace() {
        ProblemList problems = new ProblemList(false);
        JsonObject parameter = PluginUnderTest.json(parameter()).with("noSuchKey", JsonScalar.of("x"));
        assertThat(PluginUnderTest.bind(configOf(plugin()), parameter, problems))
                .isNotNull();
        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).extracting(Problem::path).containsExactly("parameter.noSuchKey");
    }

    @Test
    void noSecretOfTheConfigurationIsShown() {
        JsonObject parameter = PluginUnderTest.json(parameter());
        for (RecordComponent each : Keys.of(configOf(plugin()))) {
            if (each.getType() == SecretText.class) {
                parameter = parameter.with(each.getName(), JsonScalar.of(MARKER));
            }
        }
        ProblemList problems = new ProblemList(true);
        Record config = PluginUnderTest.bind(configOf(plugin()), parameter, problems);
        problems.throwIfErrors();
        assertThat(config.toString()).doesNotContain(MARKER);
        Json json = Records.toJson(config);
        assertThat(JsonText.compact(json)).doesNotContain(MARKER);
    }

    @Test
    void whatIsCalledASecretIsOne() {
        for (RecordComponent each : Keys.of(configOf(plugin()))) {
            String name = each.getName().toLowerCase(Locale.ROOT);
            if (name.contains("secret")
                    || name.contains("password")
                    || name.endsWith("token")
                    || name.equals("accesskey")) {
                assertThat(each.getType()).as(each.getName()).isEqualTo(SecretText.class);
            }
        }
    }

    private static void undocumented(Type type, String path, List<String> silent, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            for (Type each : generic.getActualTypeArguments()) {
                undocumented(each, path, silent, seen);
            }
        } else if (type instanceof Class<?> raw && raw.isRecord() && seen.add(raw)) {
            for (RecordComponent each : Keys.of(raw)) {
                String place = path.isEmpty() ? each.getName() : path + "." + each.getName();
                Doc doc = each.getAnnotation(Doc.class);
                if (doc == null || doc.value().isBlank()) {
                    silent.add(place);
                }
                undocumented(each.getGenericType(), place, silent, seen);
            }
        }
    }
}
