package io.datachannels.engine.schema;

import io.datachannels.engine.config.JobFileKeys;
import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ValueType;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON Schema of job files in all dialects, and of the parameters of a plug-in: with it an editor completes and checks. */
public final class JobSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final List<String> ROLES = List.of("reader", "writer");
    private static final List<String> SHARED = List.of("setting", "common", "core");

    private final Map<String, Parameters> plugins;
    private final JobFileKeys keys = JobFileKeys.all();

    /** @param plugins the parameters of the plug-ins by their full names */
    public JobSchema(Map<String, Parameters> plugins) {
        this.plugins = new TreeMap<>(plugins);
    }

    /** The schema of the object {@code parameter} of a plug-in. */
    public static JsonObject ofParameter(String plugin, Parameters parameters) {
        return new Members()
                .with("$schema", DRAFT)
                .with("title", "Parameters of " + plugin)
                .withAll(parameter(parameters))
                .object();
    }

    public JsonObject ofJobFile() {
        Members definitions = new Members()
                .with("setting", KeySchema.plain().object(keys.setting()))
                .with("common", KeySchema.plain().object(keys.common()))
                .with("core", KeySchema.plain().object(keys.core()))
                .with("datax", dialect(keys.datax(), "name"))
                .with("dataworks", dialect(keys.dataworks(), "plugin"))
                .with("steps", dialect(keys.steps(), "stepType"));
        plugins.forEach((name, parameters) -> definitions.with(name, parameter(parameters)));
        Members dialects = new Members();
        for (String each : List.of("job", "configuration", "steps")) {
            dialects.with(each, JsonObject.empty());
        }
        return new Members()
                .with("$schema", DRAFT)
                .with("title", "Job file of Data Channels")
                .with("type", "object")
                .with("properties", dialects.object())
                .withAll(choice(
                        "job", reference("datax"), choice("configuration", reference("dataworks"), reference("steps"))))
                .with("$defs", definitions.object())
                .object();
    }

    private static JsonObject choice(String key, JsonObject with, JsonObject without) {
        return new Members()
                .with("if", Members.of("required", Members.texts(List.of(key))))
                .with("then", with)
                .with("else", without)
                .object();
    }

    /** A plug-in's parameters; with a datasource, which may have any of them, none need be there. */
    private static JsonObject parameter(Parameters parameters) {
        KeySchema schema = KeySchema.plain();
        List<Json> named = parameters.list().stream()
                .filter(each -> each.name().equals("datasource"))
                .flatMap(each -> Stream.concat(Stream.of(each.name()), each.otherNames().stream()))
                .map(JobSchema::named)
                .toList();
        if (named.isEmpty()) {
            return schema.object(parameters);
        }
        return new Members()
                .withAll(schema.openObject(parameters))
                .with("additionalProperties", JsonScalar.of(false))
                .with("if", Members.of("anyOf", Members.list(named)))
                .with("else", schema.required(parameters))
                .object();
    }

    private static Json named(String key) {
        return new Members()
                .with("required", Members.texts(List.of(key)))
                .with("properties", Members.of(key, Members.of("pattern", "\\S")))
                .object();
    }

    /** @param nameKey the key that names a plug-in */
    private JsonObject dialect(Parameters file, String nameKey) {
        return new KeySchema(parameter -> special(parameter, nameKey)).object(file);
    }

    private Optional<JsonObject> special(Parameter parameter, String nameKey) {
        String name = parameter.name();
        Parameters members = parameter.type().members();
        if (parameter.type().kind() == ValueType.Kind.ANY_OBJECT && SHARED.contains(name)) {
            return Optional.of(reference(name));
        } else if (ROLES.contains(name) && members != null) {
            return Optional.of(side(members, nameKey, List.of(name)));
        } else if (name.equals("steps")) {
            return Optional.of(new Members()
                    .with("type", "array")
                    .with("items", side(parameter.type().membersWithin(), nameKey, ROLES))
                    .object());
        }
        return Optional.empty();
    }

    /** A plug-in as a dialect has it: what its parameter may be goes by its name. */
    private JsonObject side(Parameters members, String nameKey, List<String> roles) {
        List<Json> rules = new ArrayList<>();
        if (roles.size() == 1) {
            rules.add(Members.of("properties", Members.of(nameKey, anyName(roles.get(0)))));
        }
        for (String plugin : plugins.keySet()) {
            for (String role : roles) {
                if (plugin.endsWith(role)) {
                    rules.add(rule(plugin, role, nameKey, roles.size() > 1));
                }
            }
        }
        return new Members()
                .withAll(KeySchema.plain().object(members))
                .with("allOf", Members.list(rules))
                .object();
    }

    private static JsonObject rule(String plugin, String role, String nameKey, boolean step) {
        Members matches = new Members().with(nameKey, Members.of("pattern", pattern(plugin, role)));
        if (step) {
            matches.with("category", Members.of("pattern", "^\\s*" + AnyCase.loosely(role) + "\\s*$"));
        }
        return new Members()
                .with(
                        "if",
                        new Members()
                                .with("required", Members.texts(step ? List.of(nameKey, "category") : List.of(nameKey)))
                                .with("properties", matches.object())
                                .object())
                .with("then", Members.of("properties", Members.of("parameter", reference(plugin))))
                .object();
    }

    /** One of the plug-ins of a role, by its full or its short name. */
    private JsonObject anyName(String role) {
        List<String> full =
                plugins.keySet().stream().filter(each -> each.endsWith(role)).toList();
        List<String> names = new ArrayList<>(full);
        full.forEach(each -> names.add(each.substring(0, each.length() - role.length())));
        String pattern = full.stream().map(each -> pattern(each, role)).collect(Collectors.joining("|", "", "|\\$"));
        return Members.of(
                "anyOf", Members.list(Members.of("enum", Members.texts(names)), Members.of("pattern", pattern)));
    }

    private static String pattern(String plugin, String role) {
        String base = plugin.substring(0, plugin.length() - role.length());
        return "^\\s*" + AnyCase.of(base) + "(" + AnyCase.of(role) + ")?(" + AnyCase.of("-internal") + ")?\\s*$";
    }

    private static JsonObject reference(String definition) {
        return Members.of("$ref", "#/$defs/" + definition);
    }
}
