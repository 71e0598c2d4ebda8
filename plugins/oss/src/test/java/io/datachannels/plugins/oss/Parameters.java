package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.SecretText;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configuration records for tests: what a test says, and for the rest what the record's annotations say. */
final class Parameters {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Parameters none() {
        return new Parameters();
    }

    Parameters with(String key, Object value) {
        values.put(key, value);
        return this;
    }

    <C extends Record> C as(Class<C> type) {
        C config = made(type);
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(type + " has no " + values.keySet());
        }
        return config;
    }

    private <C> C made(Class<C> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(components[i]);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<C> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object argument(RecordComponent component) {
        if (component.isAnnotationPresent(Inline.class)) {
            return made(component.getType());
        }
        return values.containsKey(component.getName()) ? values.remove(component.getName()) : standard(component);
    }

    private static Object standard(RecordComponent component) {
        Default given = component.getAnnotation(Default.class);
        Class<?> type = component.getType();
        if (given == null) {
            return type == List.class ? List.of() : null;
        } else if (type == int.class) {
            return Integer.valueOf(given.value());
        } else if (type == boolean.class) {
            return Boolean.valueOf(given.value());
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.toString().equals(given.value()))
                    .findFirst()
                    .orElseThrow();
        }
        return given.value();
    }

    static WriteMode mode(String spelling) {
        return Arrays.stream(WriteMode.values())
                .filter(each -> each.toString().equals(spelling))
                .findFirst()
                .orElseThrow();
    }

    static SecretText secret(String value) {
        return new SecretText(value);
    }
}
