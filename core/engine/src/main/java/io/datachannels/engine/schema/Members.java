package io.datachannels.engine.schema;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a JSON object together, member by member. */
final class Members {
    private final Map<String, Json> members = new LinkedHashMap<>();

    Members with(String name, Json value) {
        members.put(name, value);
        return this;
    }

    Members with(String name, String value) {
        return with(name, JsonScalar.of(value));
    }

    Members withAll(JsonObject others) {
        members.putAll(others.members());
        return this;
    }

    JsonObject object() {
        return JsonObject.of(members);
    }

    static JsonObject of(String name, Json value) {
        return new Members().with(name, value).object();
    }

    static JsonObject of(String name, String value) {
        return of(name, JsonScalar.of(value));
    }

    static JsonArray list(Collection<? extends Json> elements) {
        return JsonArray.of(List.copyOf(elements));
    }

    static JsonArray list(Json... elements) {
        return list(Arrays.asList(elements));
    }

    static JsonArray texts(Collection<String> texts) {
        return list(texts.stream().map(JsonScalar::of).toList());
    }
}
