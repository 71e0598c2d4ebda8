package io.datachannels.engine.cli;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax local produce}: sends messages to a local Kafka topic. */
@Command(
        name = "produce",
        description = "Sends the lines of a file as messages to a local Kafka topic.",
        mixinStandardHelpOptions = true)
final class LocalProduceCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic; made if it is not there.")
    private String topic;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file, in UTF-8.")
    private Path file;

    @Option(
            names = "--each",
            paramLabel = "NAME",
            description = "The file is one JSON object, and every element of its list NAME is a message.")
    private String each;

    @Option(
            names = "--key",
            paramLabel = "NAME",
            description = "Messages are JSON objects, and this member is their key.")
    private String key;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of a topic that is made (default: ${DEFAULT-VALUE}).")
    private int partitions;

    LocalProduceCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new JobFailure("there is no file " + file + " that can be read", "Name another file.");
        }
        if (partitions < 1) {
            throw new JobFailure("--partitions must be 1 or more, got " + partitions, "Give another number.");
        }
        String address = topic.contains("://") ? topic : "kafka://local/" + topic;
        long[] count = {0};
        try (LocalServices services = folder.services(installation);
                Stream<String> values = values()) {
            services.forSystem(Address.parse(address).system())
                    .send(
                            address,
                            partitions,
                            () -> values.map(value -> message(value, ++count[0]))
                                    .iterator());
        }
        System.out.println(file + " -> " + address + " (" + count[0] + " messages)");
        return 0;
    }

    private Stream<String> values() throws IOException {
        if (each == null) {
            return Files.lines(file);
        }
        Json json = json(JsonReader.text(file), "the file " + file);
        Json list = json instanceof JsonObject object ? object.get(each) : null;
        if (!(list instanceof JsonArray array)) {
            throw new JobFailure("the file " + file + " has no list " + each, "Name another member with --each.");
        }
        List<Json> elements = array.elements();
        return elements.stream().map(JsonText::compact);
    }

    private LocalMessage message(String value, long line) {
        if (key == null) {
            return new LocalMessage(null, value);
        }
        Json json = json(value, "message " + line);
        Json found = json instanceof JsonObject object ? object.get(key) : null;
        if (!(found instanceof JsonScalar scalar)) {
            throw new JobFailure("message " + line + " has no member " + key, "Name another member with --key.");
        }
        return new LocalMessage(scalar.text(), value);
    }

    private static Json json(String text, String what) {
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw new JobFailure(what + " is not JSON: " + e.getMessage(), "Mend it.", e);
        }
    }
}
