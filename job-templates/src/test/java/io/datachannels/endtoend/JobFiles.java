package io.datachannels.endtoend;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.WriterPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The job templates, the vendors' samples, and what they are read with in this process. */
final class JobFiles {
    private static final String OTS =
            "{\"endpoint\": \"http://h\", \"accessId\": \"i\", \"accessKey\": \"k\", \"instanceName\": \"n\"}";
    private static final String OSS =
            "{\"endpoint\": \"http://h\", \"accessId\": \"i\", \"accessKey\": \"k\", \"bucket\": \"bucket\"}";

    private static final String ODPS =
            "{\"odpsServer\": \"http://h/api\", \"accessId\": \"i\", \"accessKey\": \"k\", \"project\": \"p\"}";

    private JobFiles() {}

    /** By their file names. */
    static Map<String, String> all() {
        Map<String, String> texts = new TreeMap<>();
        for (Path folder : List.of(Path.of("."), Path.of("src/test/resources/samples"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each :
                        files.filter(file -> file.toString().endsWith(".json")).toList()) {
                    texts.put(each.getFileName().toString(), JsonReader.text(each));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    static Variables variables() {
        return Variables.of(Map.of("date", "$[yyyymmdd-1]")).withEnvironment(Map.of());
    }

    static Datasources datasources() {
        JsonObject ots = (JsonObject) JsonReader.read(OTS);
        JsonObject oss = (JsonObject) JsonReader.read(OSS);
        JsonObject odps = (JsonObject) JsonReader.read(ODPS);
        JsonObject kafka = (JsonObject) JsonReader.read("{\"server\": \"localhost:9092\"}");
        return Datasources.of(
                Map.of(
                        "ots1",
                        ots,
                        "tablestore",
                        ots,
                        "oss1",
                        oss,
                        "oss",
                        oss,
                        "odps1",
                        odps,
                        "odps",
                        odps,
                        "s3",
                        oss,
                        "kafka",
                        kafka),
                "here");
    }

    /** The plug-ins on the class path of the tests. */
    static Plugins plugins() {
        List<Object> plugins = new ArrayList<>();
        ServiceLoader.load(ReaderPlugin.class).forEach(plugins::add);
        ServiceLoader.load(WriterPlugin.class).forEach(plugins::add);
        return Plugins.of(Map.of(), plugins);
    }
}
