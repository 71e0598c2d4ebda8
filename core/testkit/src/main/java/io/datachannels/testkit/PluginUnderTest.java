package io.datachannels.testkit;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.plugin.Plugins;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The plug-ins of the module whose tests run, loaded as an installation loads them: the module's own classes and the jars that its
 * build copied to the plug-in folder, behind the plug-in class loader. One that reaches past the spi fails its first test.
 */
public final class PluginUnderTest {
    private PluginUnderTest() {}

    /** @param folder the plug-in folder's name, which is the module's: {@code ots} */
    public static Plugins load(String folder) {
        Path installed = Path.of(System.getProperty("installation"), "plugin", folder);
        Pattern own = Pattern.compile(Pattern.quote(folder) + "-\\d.*\\.jar");
        List<URL> urls = new ArrayList<>();
        try {
            urls.add(Path.of("target", "classes").toUri().toURL());
            if (Files.isDirectory(installed)) {
                try (var files = Files.list(installed)) {
                    for (Path file : files.sorted().toList()) {
                        String name = file.getFileName().toString();
                        if (name.endsWith(".jar") && !own.matcher(name).matches()) {
                            urls.add(file.toUri().toURL());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the plug-in folder " + installed + " cannot be read", e);
        }
        return Plugins.of(Map.of(folder, urls), List.of());
    }

    /**
     * Binds a configuration as a job does.
     *
     * @param parameter the job file's {@code parameter} as JSON
     * @throws io.datachannels.engine.config.JobFileException with all that is wrong
     */
    public static <C extends Record> C config(Class<C> type, String parameter) {
        ProblemList problems = new ProblemList(true);
        C config = bind(type, json(parameter), problems);
        problems.throwIfErrors();
        return config;
    }

    /**
     * Binds a configuration as a job does.
     *
     * @param parameter the job file's {@code parameter} as JSON
     * @param problems takes what is wrong
     * @return null if there were errors
     */
    static <C extends Record> C bind(Class<C> type, JsonObject parameter, ProblemList problems) {
        return Binder.bind(type, new PluginSpec(type.getSimpleName(), parameter, "parameter"), problems);
    }

    static JsonObject json(String text) {
        return (JsonObject) JsonReader.read(text);
    }
}
