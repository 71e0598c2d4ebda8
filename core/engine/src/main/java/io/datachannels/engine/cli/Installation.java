package io.datachannels.engine.cli;

import io.datachannels.engine.plugin.Plugins;
import java.nio.file.Path;

/** Where the product lies. Its plug-ins are opened once, whatever a command does with them. Safe for use from any thread. */
final class Installation {
    private final Path home;
    private final Path built;
    private Plugins plugins;

    /**
     * @param home the folder above {@code bin/}: job templates, {@code conf/}, {@code runs/} and {@code local-data/} are in it
     * @param built the folder of {@code lib/} and {@code plugin/}; the same as home, or in a checkout the one that the build fills
     */
    Installation(Path home, Path built) {
        this.home = home;
        this.built = built;
    }

    Path home() {
        return home;
    }

    synchronized Plugins plugins() {
        if (plugins == null) {
            plugins = Plugins.in(built.resolve("plugin"));
        }
        return plugins;
    }

    Path runs() {
        return home.resolve("runs");
    }

    Path datasources() {
        return home.resolve("conf").resolve("datasources.json");
    }

    Path localData() {
        return home.resolve("local-data");
    }
}
