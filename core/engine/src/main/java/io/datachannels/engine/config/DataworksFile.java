package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.IgnoredKey;
import java.util.Optional;

/**
 * A job file in the dialect of DataWorks, version 1.0.
 *
 * @param type {@code job}
 * @param version {@code 1.0}
 */
@IgnoredKey(name = "extend", because = "it is for the console of DataWorks")
record DataworksFile(
        Configuration configuration,
        @Default("") String type,
        @Default("") String version,
        @Default("{}") JsonObject common,
        @Default("{}") JsonObject core) {

    @IgnoredKey(name = "order", because = "there is one reader and one writer")
    record Configuration(
            Plugin reader, Plugin writer, @Default("{}") JsonObject setting) {}

    @IgnoredKey(name = "name", because = "it is for the console of DataWorks")
    @IgnoredKey(name = "category", because = "the key of the plug-in says which side it is")
    record Plugin(String plugin, @Default("{}") JsonObject parameter) {}

    Optional<JobParts> parts() {
        return Optional.of(new JobParts(
                side(configuration.reader(), "configuration.reader"),
                side(configuration.writer(), "configuration.writer"),
                configuration.setting(),
                "configuration.setting",
                common));
    }

    private static JobParts.Side side(Plugin plugin, String path) {
        return new JobParts.Side(plugin.plugin(), path + ".plugin", plugin.parameter(), path + ".parameter");
    }
}
