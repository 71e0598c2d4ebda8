package io.datachannels.engine.plugin;

import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A plug-in that reaches past the spi: copied into a plug-in folder by {@link PluginClassLoaderTest}. */
public final class Cheat implements ReaderPlugin<Cheat.Config> {
    /** Says where to reach. */
    public record Config(String reach) {}

    @Override
    public String name() {
        return "cheatreader";
    }

    @Override
    public Class<Config> config() {
        return Config.class;
    }

    @Override
    public Reader open(Config config, JobContext job) {
        String reached = switch (config.reach()) {
            case "engine" -> JsonText.class.getName();
            case "picocli" -> CommandLine.class.getName();
            case "spi" -> ColumnType.BOOL.name();
            case "slf4j" -> LoggerFactory.getLogger("x").getName();
            default -> String.valueOf(getClass().getClassLoader().getResource(config.reach()));
        };
        throw new IllegalStateException("reached " + reached);
    }
}
