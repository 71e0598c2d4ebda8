package io.datachannels.engine.config;

import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what the environment has for the keys of a record that are {@link FromEnvironment}. */
final class EnvironmentKeys {
    private final Map<String, String> environment;

    EnvironmentKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The environment variables by the names of the keys for which they stand; none unless there is a whole set. */
    Map<String, String> variables(List<RecordComponent> keys) {
        List<RecordComponent> all = keys.stream()
                .filter(each -> each.isAnnotationPresent(FromEnvironment.class))
                .toList();
        int sets = all.stream().mapToInt(each -> names(each).length).max().orElse(0);
        for (int set = 0; set < sets; set++) {
            Map<String, String> found = new HashMap<>();
            boolean whole = true;
            for (RecordComponent each : all) {
                String variable = set < names(each).length ? names(each)[set] : "";
                boolean there = !environment.getOrDefault(variable, "").isBlank();
                whole &= there || each.isAnnotationPresent(Optional.class);
                if (there) {
                    found.put(each.getName(), variable);
                }
            }
            if (whole) {
                return found;
            }
        }
        return Map.of();
    }

    String value(String variable) {
        return environment.get(variable).trim();
    }

    private static String[] names(RecordComponent key) {
        return key.getAnnotation(FromEnvironment.class).value();
    }
}
