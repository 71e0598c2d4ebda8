package io.datachannels.engine.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names with values, in the order in which they stood. */
public final class JsonObject implements Json {
    private final Map<String, Json> members;
    private final Map<String, Position> names;
    private final Position position;

    /** Takes over both maps. */
    JsonObject(Map<String, Json> members, Map<String, Position> names, Position position) {
        this.members = Collections.unmodifiableMap(members);
        this.names = names;
        this.position = position;
    }

    public static JsonObject empty() {
        return of(Map.of());
    }

    public static JsonObject of(Map<String, ? extends Json> members) {
        return new JsonObject(new LinkedHashMap<>(members), Map.of(), Position.NONE);
    }

    /** The value of this name, or null if the name is not there. */
    public Json get(String name) {
        return members.get(name);
    }

    public Set<String> names() {
        return members.keySet();
    }

    public Map<String, Json> members() {
        return members;
    }

    /** Where the name stands; where its value stands if only that is known. */
    public Position position(String name) {
        Json value = members.get(name);
        return names.getOrDefault(name, value == null ? position : value.position());
    }

    /** A copy in which this name has this value, in its old place or at the end. */
    public JsonObject with(String name, Json value) {
        Map<String, Json> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new JsonObject(changed, names, position);
    }

    public JsonObject without(String name) {
        Map<String, Json> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return new JsonObject(changed, names, position);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public JsonObject at(Position other) {
        Map<String, Json> moved = new LinkedHashMap<>();
        members.forEach((name, value) -> moved.put(name, value.at(other)));
        return new JsonObject(moved, Map.of(), other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && object.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return "an object with " + members.keySet();
    }
}
