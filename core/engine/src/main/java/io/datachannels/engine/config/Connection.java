package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.Position;
import io.datachannels.spi.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a datasource's keys under those that a parameter has itself. */
final class Connection {
    private static final List<String> KEYS = List.of("datasource", "dataSource");
    /** The key, for people. */
    static final Parameter DATASOURCE = new Parameter(
            KEYS.get(0),
            KEYS.subList(1, KEYS.size()),
            ValueType.of(String.class),
            false,
            false,
            null,
            "A name in conf/datasources.json, whose keys count where they are left out here: the endpoint, the access key and so on.",
            false);
    /** What a file of datasources says about one, for people. */
    private static final Set<String> REMARKS = Set.of("type", "description");

    private final Datasources datasources;
    private final Substitution substitution;
    private final ProblemList problems;

    Connection(Datasources datasources, Substitution substitution, ProblemList problems) {
        this.datasources = datasources;
        this.substitution = substitution;
        this.problems = problems;
    }

    /** The parameter with the datasource's keys, and without the name of the datasource. */
    JsonObject merged(JsonObject parameter, String path) {
        JsonObject merged = parameter;
        for (String key : KEYS) {
            Json value = parameter.get(key);
            if (value == null) {
                continue;
            }
            merged = merged.without(key);
            String place = Place.child(path, key);
            if (!(value instanceof JsonScalar name)) {
                problems.error(place, value.position(), "must be the name of a datasource, got " + Got.kind(value));
            } else if (!name.isNull() && !name.text().isBlank() && !problems.hasErrorAt(place)) {
                merged = filled(merged, path, place, name);
            }
        }
        return merged;
    }

    private JsonObject filled(JsonObject parameter, String path, String place, JsonScalar name) {
        Optional<JsonObject> found = datasources.find(name.text().trim());
        if (found.isEmpty()) {
            String message = "there is no datasource \"" + name.text() + "\""
                    + NearestName.hint(name.text(), datasources.names()) + " (looked in: " + datasources.where() + ")";
            problems.error(place, name.position(), message);
            return parameter;
        }
        JsonObject filled = parameter;
        Position position =
                name.position().from("the datasource \"" + name.text().trim() + "\"");
        for (Map.Entry<String, Json> each : found.get().members().entrySet()) {
            if (!REMARKS.contains(each.getKey()) && isEmpty(parameter.get(each.getKey()))) {
                Json value = each.getValue().at(position);
                filled = filled.with(each.getKey(), substitution.resolve(value, Place.child(path, each.getKey())));
            }
        }
        return filled;
    }

    private static boolean isEmpty(Json value) {
        return value == null || value instanceof JsonScalar scalar && (scalar.isNull() || scalar.isBlank());
    }
}
