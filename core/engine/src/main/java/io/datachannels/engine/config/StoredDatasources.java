package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Datasources that are held in memory. */
final class StoredDatasources implements Datasources {
    private final Map<String, JsonObject> datasources;
    private final String where;

    StoredDatasources(Map<String, JsonObject> datasources, String where) {
        this.datasources = new TreeMap<>(datasources);
        this.where = where;
    }

    @Override
    public Optional<JsonObject> find(String name) {
        return Optional.ofNullable(datasources.get(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(datasources.keySet());
    }

    @Override
    public String where() {
        return where;
    }
}
