package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.Position;
import io.datachannels.spi.config.SecretText;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Where the key stands in the job file that a configuration record complains of. The record says {@code column[2].name}; the file may
 * know the key under another name, or have a single value in place of a list or an object.
 *
 * @param path as the file has it
 * @param value that stands there, or null
 * @param position of the value, or of what it should stand in
 */
record Place(String path, Json value, Position position, boolean secret) {
    /** The place of a key in a record of this type, which was bound from this value. */
    static Place of(Type type, Json value, String path, String key) {
        Place place = new Place(path, value, value.position(), false);
        Type at = type;
        Matcher step = JsonPath.STEP.matcher(key);
        while (step.find()) {
            place = step.group(1) != null
                    ? place.element(Integer.parseInt(step.group(1)))
                    : place.member(at, step.group(2));
            at = step.group(1) != null ? typeOfElement(at) : typeOfMember(at, step.group(2));
        }
        return place;
    }

    /** Whether no message may have its value. */
    static boolean isSecret(RecordComponent component) {
        return Masked.isSecret(component.getName())
                || component.getGenericType().getTypeName().contains(SecretText.class.getName());
    }

    /** The path of a key in the object at this path. */
    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Place member(Type type, String name) {
        RecordComponent component = component(type, name);
        boolean hidden = secret || Masked.isSecret(name) || component != null && isSecret(component);
        if (value instanceof JsonScalar && component != null && TypeName.isBare(TypeName.raw(type), component)) {
            return new Place(path, value, position, hidden);
        }
        if (value instanceof JsonObject object) {
            for (String each : component == null ? List.of(name) : Keys.names(component)) {
                Json member = object.get(each);
                if (member != null) {
                    return new Place(child(path, each), member, member.position(), hidden || Masked.isSecret(each));
                }
            }
        }
        return new Place(child(path, name), null, position, hidden);
    }

    private Place element(int index) {
        if (value instanceof JsonScalar) {
            return this;
        }
        String below = path + "[" + index + "]";
        if (value instanceof JsonArray array && index < array.size()) {
            return new Place(below, array.get(index), array.get(index).position(), secret);
        }
        return new Place(below, null, position, secret);
    }

    private static Type typeOfElement(Type list) {
        return list == null || TypeName.raw(list).isRecord() ? null : argument(list, 0);
    }

    private static Type typeOfMember(Type type, String name) {
        RecordComponent component = component(type, name);
        if (component != null) {
            return component.getGenericType();
        }
        return type != null && TypeName.isMap(TypeName.raw(type)) ? argument(type, 1) : null;
    }

    private static Type argument(Type type, int index) {
        return type instanceof Class<?> ? null : TypeName.argument(type, index);
    }

    private static RecordComponent component(Type type, String name) {
        if (type == null || !TypeName.raw(type).isRecord()) {
            return null;
        }
        for (RecordComponent component : Keys.of(TypeName.raw(type))) {
            if (component.getName().equals(name)) {
                return component;
            }
        }
        return null;
    }
}
