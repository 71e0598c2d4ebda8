package io.datachannels.engine.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes records of JSON that the product wrote itself; strict, with the path in every message. */
final class RecordReader {
    Object value(Type declared, Json json, String path) {
        Class<?> type = declared instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : declared instanceof Class<?> plain ? plain : Object.class;
        if (Json.class.isAssignableFrom(type) && type.isInstance(json)) {
            return json;
        }
        if (json instanceof JsonScalar scalar && scalar.isNull()) {
            if (type.isPrimitive()) {
                throw wrong(path, type);
            }
            return null;
        }
        try {
            if (json instanceof JsonScalar scalar) {
                return scalar(type, scalar, path);
            } else if (json instanceof JsonArray array && Collection.class.isAssignableFrom(type)) {
                return list(type, argument(declared, 0), array, path);
            } else if (json instanceof JsonObject object && type == Map.class) {
                return map(argument(declared, 1), object, path);
            } else if (json instanceof JsonObject object && type.isRecord()) {
                return instance(type, object, path);
            }
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw wrong(path, type);
        }
        throw wrong(path, type);
    }

    private <T> T instance(Class<T> type, JsonObject object, String path) {
        RecordType<T> target = RecordType.of(type);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : target.components()) {
            Json value = object.get(component.getName());
            if (value == null) {
                throw new IllegalArgumentException(path + ": " + component.getName() + " is missing");
            }
            values.add(value(component.getGenericType(), value, path + "." + component.getName()));
        }
        if (object.names().size() != values.size()) {
            throw new IllegalArgumentException(path + ": there are more names than " + type.getName() + " has");
        }
        return target.create(values);
    }

    private Collection<Object> list(Class<?> type, Type element, JsonArray array, String path) {
        Collection<Object> values = type == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            values.add(value(element, array.get(i), path + "[" + i + "]"));
        }
        return values instanceof Set<Object> set
                ? Collections.unmodifiableSet(set)
                : Collections.unmodifiableList((List<Object>) values);
    }

    private Map<String, Object> map(Type element, JsonObject object, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.members().forEach((name, each) -> values.put(name, value(element, each, path + "." + name)));
        return Collections.unmodifiableMap(values);
    }

    private static Object scalar(Class<?> type, JsonScalar scalar, String path) {
        Object value = scalar.value();
        if (value instanceof Boolean && (type == boolean.class || type == Boolean.class)) {
            return value;
        } else if (value instanceof Number) {
            return number(type, new BigDecimal(scalar.text()), path);
        } else if (value instanceof String text) {
            return text(type, text, path);
        }
        throw wrong(path, type);
    }

    private static Object number(Class<?> type, BigDecimal number, String path) {
        if (type == int.class || type == Integer.class) {
            return number.intValueExact();
        } else if (type == long.class || type == Long.class) {
            return number.longValueExact();
        } else if (type == double.class || type == Double.class) {
            return number.doubleValue();
        } else if (type == BigDecimal.class) {
            return number;
        }
        throw wrong(path, type);
    }

    private static Object text(Class<?> type, String text, String path) {
        if (type == String.class) {
            return text;
        } else if (type.isEnum()) {
            return constant(type, text, path);
        } else if (type == double.class || type == Double.class) {
            return Double.valueOf(text);
        } else if (type == byte[].class) {
            return bytes(text, path);
        } else if (type == Instant.class) {
            return Instant.parse(text);
        } else if (type == LocalDate.class) {
            return LocalDate.parse(text);
        } else if (type == Duration.class) {
            return Duration.parse(text);
        } else if (type == ZoneId.class) {
            return ZoneId.of(text);
        } else if (type == Path.class) {
            return Path.of(text);
        }
        throw wrong(path, type);
    }

    private static Object constant(Class<?> type, String text, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(path + ": " + type.getSimpleName() + " has no " + text);
    }

    private static byte[] bytes(String text, String path) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(path, byte[].class);
        }
    }

    private static Type argument(Type declared, int index) {
        return declared instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    private static IllegalArgumentException wrong(String path, Class<?> type) {
        return new IllegalArgumentException(path + ": is not a " + type.getSimpleName());
    }
}
