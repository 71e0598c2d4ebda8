package io.datachannels.engine.config;

import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.SecretText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** What people call the type of a configuration component. */
public final class TypeName {
    private TypeName() {}

    /** For example {@code whole number}, {@code one of truncate, append}, {@code list of objects}. */
    public static String of(Type type) {
        Class<?> raw = raw(type);
        if (raw == String.class) {
            return "text";
        } else if (raw == SecretText.class) {
            return "secret text";
        } else if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return "whole number";
        } else if (raw == double.class || raw == Double.class || raw == BigDecimal.class) {
            return "number";
        } else if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        } else if (raw.isEnum()) {
            return "one of " + String.join(", ", Scalars.constants(raw));
        } else if (Collection.class.isAssignableFrom(raw)) {
            return "list of " + plural(argument(type, 0));
        } else if (raw.isRecord() && bare(raw) != null) {
            return "object or " + of(bare(raw).getGenericType());
        }
        return "object";
    }

    private static String plural(Type type) {
        Class<?> raw = raw(type);
        String name = of(type);
        return raw.isEnum() || raw == boolean.class || raw == Boolean.class
                ? name
                : name.replace(" or ", "s or ") + "s";
    }

    /** The component whose value alone may stand for the record, or null. */
    static RecordComponent bare(Class<?> type) {
        for (RecordComponent component : Keys.of(type)) {
            if (component.isAnnotationPresent(BareValue.class)) {
                return component;
            }
        }
        return null;
    }

    /** Whether this is the component whose value alone may stand for the record. */
    static boolean isBare(Class<?> type, RecordComponent component) {
        RecordComponent bare = bare(type);
        return bare != null && bare.getName().equals(component.getName());
    }

    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof Class<?> plain) {
            return plain;
        }
        throw new IllegalArgumentException(type + " cannot be the type of a configuration component");
    }

    static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException(type + " needs a type of its elements");
    }

    static boolean isMap(Class<?> raw) {
        return Map.class.isAssignableFrom(raw);
    }
}
