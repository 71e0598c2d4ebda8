package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;

/**
 * What a configuration key takes.
 *
 * @param words what people call it: {@code whole number}, {@code one of truncate, append}, {@code list of objects or texts}
 * @param constants of {@link Kind#ONE_OF} as job files are best written, else empty
 * @param element of {@link Kind#LIST} and {@link Kind#MAP}, else null
 * @param members of {@link Kind#OBJECT}, else null
 */
public record ValueType(Kind kind, String words, List<String> constants, ValueType element, Parameters members) {
    /** The kinds of values in a job file. */
    public enum Kind {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        TRUE_OR_FALSE,
        ONE_OF,
        /** A list, for which its only element may stand if that is no list or object. */
        LIST,
        /** An object with any keys, whose values are all of one type. */
        MAP,
        /** An object with the keys of its members; also a value alone, if one of them is {@link Parameters#bare}. */
        OBJECT,
        /** An object of which nothing is known here. */
        ANY_OBJECT
    }

    static ValueType of(Type type) {
        Class<?> raw = TypeName.raw(type);
        Kind kind = kind(raw);
        return new ValueType(
                kind,
                TypeName.of(type),
                kind == Kind.ONE_OF ? List.copyOf(Scalars.constants(raw)) : List.of(),
                kind == Kind.LIST || kind == Kind.MAP ? of(TypeName.argument(type, kind == Kind.LIST ? 0 : 1)) : null,
                kind == Kind.OBJECT ? Parameters.of(raw) : null);
    }

    /** The keys of the object that is the value, or each element of it; null if there are none. */
    public Parameters membersWithin() {
        return element == null ? members : element.membersWithin();
    }

    private static Kind kind(Class<?> raw) {
        if (raw.isRecord()) {
            return Kind.OBJECT;
        } else if (Json.class.isAssignableFrom(raw)) {
            return Kind.ANY_OBJECT;
        } else if (Collection.class.isAssignableFrom(raw)) {
            return Kind.LIST;
        } else if (TypeName.isMap(raw)) {
            return Kind.MAP;
        } else if (raw.isEnum()) {
            return Kind.ONE_OF;
        }
        if (!Scalars.isScalar(raw)) {
            throw new IllegalArgumentException(raw.getName() + " cannot be the type of a configuration component");
        }
        return switch (TypeName.of(raw)) {
            case "whole number" -> Kind.WHOLE_NUMBER;
            case "number" -> Kind.NUMBER;
            case "true or false" -> Kind.TRUE_OR_FALSE;
            default -> Kind.TEXT;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
