package io.datachannels.engine.config;

import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what the environment has for the keys of a record that are {@link FromEnvironment}, and if it has no whole set of them, what
 * the {@link CredentialsProfile} has.
 */
final class EnvironmentKeys {
    private final Map<String, String> environment;

    /**
     * A value that stood elsewhere.
     *
     * @param origin where, for people
     */
    record Found(String value, String origin) {}

    EnvironmentKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What was found, by the names of the keys; nothing unless there is a whole set.
     *
     * @throws Mismatch if there is a credentials profile that cannot be used
     */
    Map<String, Found> find(List<RecordComponent> keys) throws Mismatch {
        List<RecordComponent> all = keys.stream()
                .filter(each -> each.isAnnotationPresent(FromEnvironment.class))
                .toList();
        Map<String, Found> found = new HashMap<>();
        variables(all, environment).forEach((key, variable) -> {
            found.put(key, new Found(environment.get(variable).trim(), "the environment variable " + variable));
        });
        boolean profiled =
                all.stream().flatMap(each -> Arrays.stream(names(each))).anyMatch(CredentialsProfile::standsFor);
        if (found.isEmpty() && profiled) {
            CredentialsProfile profile = new CredentialsProfile(environment);
            Map<String, String> values = profile.variables();
            variables(all, values)
                    .forEach((key, variable) -> found.put(key, new Found(values.get(variable), profile.origin())));
        }
        return found;
    }

    /** Those that are there, by the names of the keys for which they stand; none unless there is a whole set. */
    private static Map<String, String> variables(List<RecordComponent> all, Map<String, String> values) {
        int sets = all.stream().mapToInt(each -> names(each).length).max().orElse(0);
        for (int set = 0; set < sets; set++) {
            Map<String, String> found = new HashMap<>();
            boolean whole = true;
            for (RecordComponent each : all) {
                String variable = set < names(each).length ? names(each)[set] : "";
                boolean there = !values.getOrDefault(variable, "").isBlank();
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

    private static String[] names(RecordComponent key) {
        return key.getAnnotation(FromEnvironment.class).value();
    }
}
