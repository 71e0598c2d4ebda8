package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import java.util.List;
import java.util.Optional;

/** A job file in the dialect of DataWorks, version 1.0. */
@IgnoredKey(name = "extend", because = "it is for the console of DataWorks")
record DataworksFile(
        @Doc("The job.") Configuration configuration,

        @Doc("Always job.") @Default("") String type,

        @Doc("Always 1.0.") @Default("") String version,

        @Doc("As in configuration.setting, which counts more.") @Default("{}")
        JsonObject common,

        @Doc("Settings of DataX's engine.") @Default("{}") JsonObject core) {

    @IgnoredKey(name = "order", because = "there is one reader and one writer")
    record Configuration(
            @Doc("Where rows come from.") Plugin reader,

            @Doc("Where rows go to.") Plugin writer,

            @Doc("What goes for the job as a whole.") @Default("{}")
            JsonObject setting) {}

    @IgnoredKey(name = "name", because = "it is for the console of DataWorks")
    @IgnoredKey(name = "category", because = "the key of the plug-in says which side it is")
    record Plugin(
            @Doc("The plug-in: ots, oss, stream ... or its full name.")
            String plugin,

            @Doc("The plug-in's configuration.") @Default("{}")
            JsonObject parameter) {}

    Optional<JobParts> parts() {
        return Optional.of(new JobParts(
                side(configuration.reader(), "configuration.reader"),
                List.of(),
                side(configuration.writer(), "configuration.writer"),
                configuration.setting(),
                "configuration.setting",
                common,
                core));
    }

    private static JobParts.Side side(Plugin plugin, String path) {
        return new JobParts.Side(plugin.plugin(), path + ".plugin", plugin.parameter(), path + ".parameter");
    }
}
