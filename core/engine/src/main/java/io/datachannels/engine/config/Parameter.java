package io.datachannels.engine.config;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RequiredUnless;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * A key of a configuration.
 *
 * @param otherNames under which job files may have it as well
 * @param required whether it must be there, whatever else is; a key that is neither required nor has a default may be left out
 * @param usual whether most jobs have it: it is required, or so useful that a template shows it all the same
 * @param standard its default as a job file would have it, or null if it has none
 * @param doc what it means, or an empty text
 * @param secret whether its value must not be seen
 */
public record Parameter(
        String name,
        List<String> otherNames,
        ValueType type,
        boolean required,
        boolean usual,
        String standard,
        String doc,
        boolean secret) {

    static Parameter of(RecordComponent component) {
        List<String> names = Keys.names(component);
        Default standard = component.getAnnotation(Default.class);
        Optional optional = component.getAnnotation(Optional.class);
        Doc doc = component.getAnnotation(Doc.class);
        return new Parameter(
                component.getName(),
                List.copyOf(names.subList(1, names.size())),
                ValueType.of(component.getGenericType()),
                standard == null
                        && optional == null
                        && !component.isAnnotationPresent(FromEnvironment.class)
                        && !component.isAnnotationPresent(RequiredUnless.class),
                standard == null && (optional == null || optional.usual()),
                standard == null ? null : standard.value(),
                doc == null ? "" : doc.value(),
                Place.isSecret(component));
    }
}
