package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import java.util.Map;

/**
 * A stored connection by itself.
 *
 * @param type what the file says it is, such as {@code oss}; empty if it does not
 * @param keys its keys, with variables put in
 */
public record DatasourceSpec(String type, PluginSpec keys) {
    /**
     * @param problems takes what is wrong: that there is none of this name, a variable without value
     */
    public static DatasourceSpec of(String name, Datasources datasources, Variables variables, ProblemList problems) {
        Substitution substitution = new Substitution(variables, variables.schedule(null), problems, use -> {});
        JsonObject named = JsonObject.of(Map.of("datasource", JsonScalar.of(name)));
        JsonObject keys = new Connection(datasources, substitution, problems).merged(named, "");
        String type = datasources
                .find(name)
                .map(each -> each.get("type"))
                .map(each -> each instanceof JsonScalar scalar ? scalar.text().trim() : "")
                .orElse("");
        return new DatasourceSpec(type, new PluginSpec(name, keys, ""));
    }
}
