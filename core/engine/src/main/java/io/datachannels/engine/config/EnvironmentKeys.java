package io.datachannels.engine.config;

import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RequiredUnless;
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
            for (RecordComponent each : all) {
                String variable = set < names(each).length ? names(each)[set] : "";
                if (!values.getOrDefault(variable, "").isBlank()) {
                    found.put(each.getName(), variable);
                }
            }
            if (all.stream().allMatch(each -> isEnough(found, each))) {
                return found;
            }
        }
        return Map.of();
    }

    private static boolean isEnough(Map<String, String> found, RecordComponent key) {
        RequiredUnless other = key.getAnnotation(RequiredUnless.class);
        return found.containsKey(key.getName())
                || key.isAnnotationPresent(Optional.class)
                || other != null && found.containsKey(other.value());
    }

    private static String[] names(RecordComponent key) {
        return key.getAnnotation(FromEnvironment.class).value();
    }
}
