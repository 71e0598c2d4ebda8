package io.datachannels.engine.config;

import io.datachannels.engine.json.RecordType;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration record reads, for people and for editors: the same keys, types and defaults that {@link Binder} goes by.
 *
 * @param doc what the whole is, or an empty text
 * @param list the keys, in the record's order
 * @param ignored keys that make no difference, with the reason
 * @param bare the key whose value alone may stand for the whole, or null
 */
public record Parameters(String doc, List<Parameter> list, Map<String, String> ignored, String bare) {
    /**
     * @throws IllegalArgumentException if the class is no record, or has a component that cannot be bound
     */
    public static Parameters of(Class<?> type) {
        List<RecordComponent> components = RecordType.of(type).components();
        Doc doc = type.getAnnotation(Doc.class);
        RecordComponent bare = TypeName.bare(type);
        return new Parameters(
                doc == null ? "" : doc.value(),
                components.stream().map(Parameter::of).toList(),
                ignoredKeys(type),
                bare == null ? null : bare.getName());
    }

    /** The names and reasons of the keys that a record ignores. */
    static Map<String, String> ignoredKeys(Class<?> type) {
        Map<String, String> ignored = new LinkedHashMap<>();
        for (IgnoredKey each : type.getAnnotationsByType(IgnoredKey.class)) {
            ignored.put(each.name(), each.because());
        }
        return Collections.unmodifiableMap(ignored);
    }
}
