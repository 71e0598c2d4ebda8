package io.datachannels.engine.local;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The datasources of a job whose services run here: one that is not known is an empty one, because its endpoint and credentials
 * come from the local service.
 *
 * @param known what of others, such as a bucket's name, still counts
 */
public record AnyDatasource(Datasources known) implements Datasources {
    @Override
    public Optional<JsonObject> find(String name) {
        return Optional.of(known.find(name).orElse(JsonObject.empty()));
    }

    @Override
    public Set<String> names() {
        return known.names();
    }

    @Override
    public String where() {
        return known.where();
    }
}
