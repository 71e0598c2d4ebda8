package io.datachannels.engine.config;

import io.datachannels.engine.json.RecordType;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.RefusedKey;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that a configuration record has in a job file: its components, and in place of an {@link Inline} one its components. */
public final class Keys {
    private static final ClassValue<List<RecordComponent>> KNOWN = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.copyOf(collected(type));
        }
    };

    private Keys() {}

    /**
     * In the order in which they are declared.
     *
     * @throws IllegalArgumentException if two have the same name, or what is to be inlined is no record: a mistake in the program
     */
    public static List<RecordComponent> of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static List<RecordComponent> collected(Class<?> type) {
        List<RecordComponent> keys = new ArrayList<>();
        collect(type, keys, new LinkedHashSet<>());
        Set<String> seen = new HashSet<>();
        for (RecordComponent key : keys) {
            for (String name : names(key)) {
                if (!seen.add(name)) {
                    throw new IllegalArgumentException(type.getName() + " has the key " + name + " twice");
                }
            }
        }
        return keys;
    }

    /** The names of a key in job files, its own first. */
    public static List<String> names(RecordComponent key) {
        List<String> names = new ArrayList<>(List.of(key.getName()));
        AlsoKnownAs others = key.getAnnotation(AlsoKnownAs.class);
        if (others != null) {
            names.addAll(List.of(others.value()));
        }
        return names;
    }

    /** The names of the keys that are accepted and make no difference, with the reason. */
    static Map<String, String> ignored(Class<?> type) {
        Map<String, String> ignored = new LinkedHashMap<>();
        for (Class<?> each : records(type)) {
            for (IgnoredKey key : each.getAnnotationsByType(IgnoredKey.class)) {
                ignored.put(key.name(), key.because());
            }
        }
        return Collections.unmodifiableMap(ignored);
    }

    /** The names of the keys that job files must not have, with what to do instead. */
    static Map<String, String> refused(Class<?> type) {
        Map<String, String> refused = new LinkedHashMap<>();
        for (Class<?> each : records(type)) {
            for (RefusedKey key : each.getAnnotationsByType(RefusedKey.class)) {
                refused.put(key.name(), key.instead());
            }
        }
        return Collections.unmodifiableMap(refused);
    }

    /** The record and those that are inlined in it. */
    private static Set<Class<?>> records(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(type, new ArrayList<>(), types);
        return types;
    }

    static boolean isInline(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class);
    }

    private static void collect(Class<?> type, List<RecordComponent> keys, Set<Class<?>> types) {
        if (!type.isRecord() || !types.add(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be inlined: it is no record, or is there already");
        }
        for (RecordComponent each : RecordType.of(type).components()) {
            if (isInline(each)) {
                collect(each.getType(), keys, types);
            } else {
                keys.add(each);
            }
        }
    }
}
