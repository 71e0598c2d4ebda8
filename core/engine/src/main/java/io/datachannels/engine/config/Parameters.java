package io.datachannels.engine.config;

import io.datachannels.spi.config.Doc;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a configuration record reads, for people and for editors: the same keys, types and defaults that {@link Binder} goes by.
 *
 * @param doc what the whole is, or an empty text
 * @param list the keys, in the record's order, those of an inlined record in its place
 * @param ignored keys that make no difference, with the reason
 * @param refused keys that a job file must not have, with what to do instead
 * @param bare the key whose value alone may stand for the whole, or null
 */
public record Parameters(
        String doc, List<Parameter> list, Map<String, String> ignored, Map<String, String> refused, String bare) {
    /**
     * @throws IllegalArgumentException if the class is no record, or has a component that cannot be bound
     */
    public static Parameters of(Class<?> type) {
        List<RecordComponent> keys = Keys.of(type);
        Doc doc = type.getAnnotation(Doc.class);
        RecordComponent bare = TypeName.bare(type);
        return new Parameters(
                doc == null ? "" : doc.value(),
                keys.stream().map(Parameter::of).toList(),
                Keys.ignored(type),
                Keys.refused(type),
                bare == null ? null : bare.getName());
    }

    /** With the key {@code datasource} in front, which the parameter of any plug-in that takes a secret may have. */
    public Parameters withDatasource() {
        if (list.stream().noneMatch(Parameter::secret)) {
            return this;
        }
        List<Parameter> all = new ArrayList<>(List.of(Connection.DATASOURCE));
        all.addAll(list);
        return new Parameters(doc, List.copyOf(all), ignored, refused, bare);
    }
}
