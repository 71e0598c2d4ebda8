package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stored connections: what {@code "datasource": "name"} in a job file stands for. Values may hold variables. */
public interface Datasources {
    /** The keys of a datasource; empty if there is none of this name. */
    Optional<JsonObject> find(String name);

    Set<String> names();

    /** Where they were looked for, for messages. */
    String where();

    static Datasources none() {
        return of(Map.of(), "no file of datasources was given");
    }

    static Datasources of(Map<String, JsonObject> datasources, String where) {
        return new StoredDatasources(datasources, where);
    }

    /**
     * Of a file with one JSON object: name to object of keys.
     *
     * @throws io.datachannels.engine.json.JsonSyntaxException if it is not JSON
     * @throws JobFileException if it is not such an object
     * @throws IOException if it cannot be read
     */
    static Datasources load(Path file) throws IOException {
        ProblemList problems = new ProblemList();
        Map<String, JsonObject> datasources = new LinkedHashMap<>();
        Json json = JsonReader.read(file);
        if (json instanceof JsonObject object) {
            object.members().forEach((name, value) -> {
                if (value instanceof JsonObject keys) {
                    datasources.put(name, keys);
                } else {
                    problems.error(name, value.position(), "must be an object with the datasource's keys");
                }
            });
        } else {
            problems.error("", json.position(), "must be an object of datasources");
        }
        problems.throwIfErrors();
        return of(datasources, file.toString());
    }

    /**
     * These and what the environment has: {@code DATAX_DATASOURCE_NAME_ACCESS_ID} is the key {@code accessId} of the datasource of
     * that name, in capitals and with an underscore for what is neither letter nor digit. The environment wins.
     */
    default Datasources withEnvironment(Map<String, String> environment) {
        return new EnvironmentDatasources(this, environment);
    }
}
