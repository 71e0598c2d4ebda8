package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
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
     * Of a file with one JSON object: name to object of keys. A name or key that is there twice is an error.
     *
     * @throws JobFileException if it is not such an object
     * @throws IOException if it cannot be read
     */
    static Datasources load(Path file) throws IOException {
        return DatasourceFile.load(file);
    }

    /**
     * These and what the environment has: {@code DATAX_DATASOURCE_NAME_ACCESS_ID} is the key {@code accessId} of the datasource of
     * that name, in capitals and with an underscore for what is neither letter nor digit. The environment wins.
     *
     * @param variables the names that the environment has; the values are looked up when the job file's variables are
     */
    default Datasources withEnvironment(Set<String> variables) {
        return new EnvironmentDatasources(this, variables);
    }
}
