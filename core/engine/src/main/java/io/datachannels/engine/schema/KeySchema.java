package io.datachannels.engine.schema;

import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ValueType;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The JSON Schema of a configuration: what the binder takes, with its lenience. A number may be a text, a text may be a number, a
 * variable may stand for anything but an object or a list, null and blank stand for nothing where nothing is allowed. Keys that nobody
 * knows are refused, since that is what an editor is for.
 */
final class KeySchema {
    private static final String VARIABLE = "\\$";
    private static final String BLANK = "^\\s*$";
    private static final String WHOLE = "^\\s*[-+]?[0-9]+(\\.0*)?([eE][-+]?[0-9]+)?\\s*$";
    private static final String NUMBER = "^\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*$";
    private static final String BOOLEAN = "^\\s*(" + AnyCase.of("true") + "|" + AnyCase.of("false") + ")\\s*$";

    /** The values of a key that say no more than if it were not there. */
    private static final JsonArray NOTHING = Members.list(
            JsonScalar.ofNull(), JsonScalar.of(false), JsonScalar.of(""), JsonArray.of(List.of()), JsonObject.empty());

    private final Function<Parameter, Optional<JsonObject>> special;

    /** @param special knows the schemas of keys that need more than their type says */
    KeySchema(Function<Parameter, Optional<JsonObject>> special) {
        this.special = special;
    }

    static KeySchema plain() {
        return new KeySchema(parameter -> Optional.empty());
    }

    /** An object with these keys, those included that must be there. */
    JsonObject object(Parameters keys) {
        Members schema = new Members().withAll(openObject(keys));
        return schema.withAll(required(keys))
                .with("additionalProperties", JsonScalar.of(false))
                .object();
    }

    /** An object that may have these keys and others. */
    JsonObject openObject(Parameters keys) {
        Members properties = new Members();
        for (Parameter each : keys.list()) {
            JsonObject schema = described(each);
            properties.with(each.name(), schema);
            for (String other : each.otherNames()) {
                properties.with(other, schema.with("description", JsonScalar.of("The same as " + each.name() + ".")));
            }
        }
        keys.ignored()
                .forEach((name, because) -> properties.with(
                        name,
                        new Members()
                                .with("description", "Makes no difference: " + because + ".")
                                .with("deprecated", JsonScalar.of(true))
                                .object()));
        keys.refused()
                .forEach((name, instead) -> properties.with(
                        name,
                        new Members()
                                .with("description", "Not supported: " + instead + ".")
                                .with("enum", NOTHING)
                                .object()));
        Members schema = new Members().with("type", "object").with("properties", properties.object());
        if (!keys.doc().isEmpty()) {
            schema.with("description", keys.doc());
        }
        return schema.object();
    }

    /** The rules about which keys must be there, and that a key is there once. */
    JsonObject required(Parameters keys) {
        List<Json> rules = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (Parameter each : keys.list()) {
            List<Json> names = new ArrayList<>(List.of(Members.of("required", Members.texts(List.of(each.name())))));
            each.otherNames().forEach(name -> names.add(Members.of("required", Members.texts(List.of(name)))));
            if (each.required() && names.size() == 1) {
                required.add(each.name());
            } else if (names.size() > 1) {
                Json none = Members.of("not", Members.of("anyOf", Members.list(names)));
                rules.add(Members.of("oneOf", Members.list(each.required() ? names : with(names, none))));
            }
        }
        Members schema = new Members();
        if (!required.isEmpty()) {
            schema.with("required", Members.texts(required));
        }
        if (!rules.isEmpty()) {
            schema.with("allOf", Members.list(rules));
        }
        return schema.object();
    }

    private static List<Json> with(List<Json> some, Json another) {
        List<Json> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }

    private JsonObject described(Parameter parameter) {
        Members schema = new Members();
        if (!parameter.doc().isEmpty()) {
            schema.with("description", parameter.doc());
        }
        if (parameter.standard() != null) {
            schema.with("default", standard(parameter));
        }
        boolean absent = !parameter.required();
        return schema.withAll(special.apply(parameter).orElseGet(() -> value(parameter.type(), absent)))
                .object();
    }

    private static Json standard(Parameter parameter) {
        String text = parameter.standard();
        return switch (parameter.type().kind()) {
            case TEXT, ONE_OF -> JsonScalar.of(text);
            case LIST -> text.startsWith("[") ? JsonReader.read(text) : Members.texts(List.of(text));
            default -> JsonReader.read(text);
        };
    }

    /** @param absent whether null and blank may stand there for nothing */
    private JsonObject value(ValueType type, boolean absent) {
        return switch (type.kind()) {
            case TEXT -> scalar(absent, List.of("string", "number", "boolean"));
            case WHOLE_NUMBER -> scalar(absent, List.of("integer", "string"), WHOLE, VARIABLE);
            case NUMBER -> scalar(absent, List.of("number", "string"), NUMBER, VARIABLE);
            case TRUE_OR_FALSE -> scalar(absent, List.of("boolean", "string"), BOOLEAN, VARIABLE);
            case ONE_OF -> constant(type, absent);
            case LIST -> alternatives(absent, list(type), alone(type.element()));
            case MAP ->
                alternatives(
                        absent,
                        new Members()
                                .with("type", "object")
                                .with("additionalProperties", value(type.element(), false))
                                .object(),
                        Optional.empty());
            case OBJECT -> alternatives(absent, object(type.members()), alone(type));
            case ANY_OBJECT -> alternatives(absent, Members.of("type", "object"), Optional.empty());
        };
    }

    private JsonObject list(ValueType type) {
        return new Members()
                .with("type", "array")
                .with("items", value(type.element(), false))
                .object();
    }

    /** What may stand there in place of a list of it, or of an object: a value alone. */
    private Optional<JsonObject> alone(ValueType type) {
        return switch (type.kind()) {
            case LIST, MAP, ANY_OBJECT -> Optional.empty();
            case OBJECT ->
                type.members().list().stream()
                        .filter(each -> each.name().equals(type.members().bare()))
                        .findFirst()
                        .map(each -> value(each.type(), false));
            default -> Optional.of(value(type, false));
        };
    }

    private static JsonObject alternatives(boolean absent, JsonObject structure, Optional<JsonObject> alone) {
        List<Json> all = new ArrayList<>(List.of(structure));
        alone.ifPresent(all::add);
        if (absent) {
            all.add(new Members()
                    .with("type", Members.texts(List.of("null", "string")))
                    .with("pattern", BLANK)
                    .object());
        }
        return all.size() == 1 ? structure : Members.of("anyOf", Members.list(all));
    }

    private static JsonObject constant(ValueType type, boolean absent) {
        String loosely =
                type.constants().stream().map(AnyCase::loosely).collect(Collectors.joining("|", "^\\s*(", ")\\s*$"));
        JsonObject any = scalar(absent, List.of("string"), loosely, VARIABLE);
        return Members.of("anyOf", Members.list(Members.of("enum", Members.texts(type.constants())), any));
    }

    /** @param patterns of texts, of which one must match; none if any text will do */
    private static JsonObject scalar(boolean absent, List<String> types, String... patterns) {
        List<String> all = new ArrayList<>(types);
        List<String> texts = new ArrayList<>(List.of(patterns));
        if (absent) {
            all.add("null");
            texts.add(BLANK);
        }
        Members schema = new Members().with("type", Members.texts(all));
        return patterns.length == 0
                ? schema.object()
                : schema.with("pattern", String.join("|", texts)).object();
    }
}
