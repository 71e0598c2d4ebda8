package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of datasources; paths in its problems begin with its name and {@code #}. */
final class DatasourceFile {
    private final Path file;
    private final ProblemList problems = new ProblemList();

    private DatasourceFile(Path file) {
        this.file = file;
    }

    static Datasources load(Path file) throws IOException {
        return new DatasourceFile(file).load();
    }

    private Datasources load() throws IOException {
        Map<String, JsonObject> datasources = new LinkedHashMap<>();
        try {
            String text = JsonReader.text(file);
            Json json = JsonReader.read(
                    text,
                    (path, position, earlier) ->
                            problems.error(path(path), position, "is there a second time, the first at " + earlier));
            collect(json, datasources);
        } catch (JsonSyntaxException e) {
            problems.error(file.toString(), e.position(), e.getMessage());
        }
        problems.throwIfErrors();
        return Datasources.of(datasources, file.toString());
    }

    private void collect(Json json, Map<String, JsonObject> datasources) {
        if (!(json instanceof JsonObject object)) {
            problems.error(file.toString(), json.position(), "must be an object of datasources, got " + Got.kind(json));
            return;
        }
        object.members().forEach((name, value) -> {
            if (value instanceof JsonObject keys) {
                datasources.put(name, keys);
            } else {
                problems.error(
                        path(name),
                        value.position(),
                        "must be an object with the keys of a datasource, got " + Got.kind(value));
            }
        });
    }

    private String path(String name) {
        return file + "#" + name;
    }
}
