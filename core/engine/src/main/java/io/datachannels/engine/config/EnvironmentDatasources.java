package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Datasources whose keys may come from the environment, over those from elsewhere. */
final class EnvironmentDatasources implements Datasources {
    private static final String PREFIX = "DATAX_DATASOURCE_";

    private final Datasources others;
    private final Set<String> variables;

    EnvironmentDatasources(Datasources others, Set<String> variables) {
        this.others = others;
        this.variables = new TreeSet<>(variables);
    }

    @Override
    public Optional<JsonObject> find(String name) {
        String prefix = PREFIX + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + "_";
        Optional<JsonObject> found = others.find(name);
        for (String variable : variables) {
            if (variable.toUpperCase(Locale.ROOT).startsWith(prefix) && variable.length() > prefix.length()) {
                JsonScalar value = JsonScalar.of("${env:" + variable + "}");
                found = Optional.of(
                        found.orElseGet(JsonObject::empty).with(key(variable.substring(prefix.length())), value));
            }
        }
        return found;
    }

    @Override
    public Set<String> names() {
        return others.names();
    }

    @Override
    public String where() {
        return others.where() + ", and in the environment " + PREFIX + "NAME_KEY";
    }

    /** {@code ACCESS_ID} is {@code accessId}; a key with small letters is taken as it is. */
    private static String key(String name) {
        if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            return name;
        }
        StringBuilder key = new StringBuilder();
        for (String word : name.split("_")) {
            String small = word.toLowerCase(Locale.ROOT);
            boolean first = key.length() == 0 || small.isEmpty();
            key.append(first ? small : Character.toUpperCase(small.charAt(0)) + small.substring(1));
        }
        return key.toString();
    }
}
