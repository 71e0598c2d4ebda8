package io.datachannels.engine.json;

import java.util.List;

/** A list of JSON values. */
public final class JsonArray implements Json {
    private final List<Json> elements;
    private final Position position;

    JsonArray(List<Json> elements, Position position) {
        this.elements = List.copyOf(elements);
        this.position = position;
    }

    public static JsonArray of(List<? extends Json> elements) {
        return new JsonArray(List.copyOf(elements), Position.NONE);
    }

    public List<Json> elements() {
        return elements;
    }

    public int size() {
        return elements.size();
    }

    /**
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public Json get(int index) {
        return elements.get(index);
    }

    /** The same list in the same place, of other elements. */
    public JsonArray with(List<? extends Json> others) {
        return new JsonArray(List.copyOf(others), position);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public JsonArray at(Position other) {
        return new JsonArray(elements.stream().map(each -> each.at(other)).toList(), other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && array.elements.equals(elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return "a list of " + elements.size();
    }
}
