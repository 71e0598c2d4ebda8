package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.Position;
import io.datachannels.engine.json.RecordType;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a configuration record of what a job file has. The rules:
 *
 * <ul>
 *   <li>A component's name is its key. Its type is String, int, long, double, boolean or the class of one of these, BigDecimal, {@link
 *       SecretText}, an enum, a record, a List or Set of these, or a Map with text keys.
 *   <li>A number may be written as a text and a text as a number or boolean. An enum's constant may be written in any case, without
 *       underscores, and as its {@code toString}.
 *   <li>The keys of an {@link io.datachannels.spi.config.Inline} record stand among those of the record around it.
 *   <li>null, and for anything but a text also a blank text, counts as no value.
 *   <li>A list may be written as its only element if that is no list or object; a record as its {@link
 *       io.datachannels.spi.config.BareValue}.
 *   <li>Keys that are {@link FromEnvironment} come from there, or from a credentials profile, if none of them is in the job file.
 *   <li>A {@link io.datachannels.spi.config.RefusedKey} that says something is an error, whatever the list's strictness.
 *   <li>Every error is reported, with its place; one that follows from another is not. Unknown keys go by the list's strictness.
 *   <li>Secrets and values whose keys name a secret are in no message.
 * </ul>
 */
public final class Binder {
    /** Stands for a value for which an error was reported. */
    private static final Object WRONG = new Object();

    private final ProblemList problems;
    private final boolean lenient;
    private final EnvironmentKeys environment;

    private Binder(ProblemList problems, boolean lenient, Map<String, String> environment) {
        this.problems = problems;
        this.lenient = lenient;
        this.environment = new EnvironmentKeys(environment);
    }

    /**
     * The configuration of a plug-in.
     *
     * @param problems takes what is wrong
     * @return the record, or null if there were errors
     * @throws IllegalArgumentException if the record class itself is at fault: a component of another type, a default that does not
     *     fit
     */
    public static <C extends Record> C bind(Class<C> type, PluginSpec spec, ProblemList problems) {
        return bind(type, spec, problems, System.getenv());
    }

    /** As {@link #bind(Class, PluginSpec, ProblemList)}, with another environment than this process has. */
    static <C extends Record> C bind(
            Class<C> type, PluginSpec spec, ProblemList problems, Map<String, String> environment) {
        Object bound = new Binder(problems, false, environment).instance(type, spec.parameter(), spec.path());
        return bound == WRONG ? null : type.cast(bound);
    }

    static <C extends Record> C bind(Class<C> type, JsonObject object, String path, ProblemList problems) {
        Object bound = new Binder(problems, false, Map.of()).instance(type, object, path);
        return bound == WRONG ? null : type.cast(bound);
    }

    /** As {@link #bind}, but a record comes back also if all that is wrong with it is what it says itself in its validation. */
    static <C extends Record> C bindLeniently(Class<C> type, JsonObject object, String path, ProblemList problems) {
        Object bound = new Binder(problems, true, Map.of()).instance(type, object, path);
        return bound == WRONG ? null : type.cast(bound);
    }

    private Object instance(Class<?> type, Json json, String path) {
        if (!(json instanceof JsonObject) && !(json instanceof JsonScalar && TypeName.bare(type) != null)) {
            return wrong(path, json, "must be " + article(TypeName.of(type)) + ", got " + Got.kind(json));
        }
        List<RecordComponent> keys = Keys.of(type);
        JsonObject given;
        try {
            given = json instanceof JsonObject object ? completed(keys, object, path) : null;
        } catch (Mismatch e) {
            return wrong(path, json, e.getMessage());
        }
        Map<String, Object> values = new HashMap<>();
        for (RecordComponent key : keys) {
            values.put(
                    key.getName(),
                    given != null ? component(key, given, path) : bare(type, key, (JsonScalar) json, path));
        }
        if (json instanceof JsonObject object) {
            reportUnread(type, keys, object, path);
        }
        if (values.containsValue(WRONG)) {
            return WRONG;
        }
        List<Validated> validated = new ArrayList<>();
        Object instance;
        try {
            instance = created(RecordType.of(type), values, validated);
        } catch (IllegalArgumentException e) {
            return wrong(path, json, String.valueOf(e.getMessage()));
        }
        boolean valid = true;
        for (Validated each : validated) {
            valid &= isValid(each, type, json, path);
        }
        return valid || lenient ? instance : WRONG;
    }

    /** With what the environment or a credentials profile has for keys that go together and of which none is there. */
    private JsonObject completed(List<RecordComponent> keys, JsonObject object, String path) throws Mismatch {
        boolean absent = keys.stream()
                .filter(each -> each.isAnnotationPresent(FromEnvironment.class))
                .allMatch(each -> present(each, object).isEmpty());
        JsonObject completed = object;
        for (Map.Entry<String, EnvironmentKeys.Found> each : absent
                ? environment.find(keys).entrySet()
                : Map.<String, EnvironmentKeys.Found>of().entrySet()) {
            EnvironmentKeys.Found found = each.getValue();
            problems.note(Place.child(path, each.getKey()), object.position(), "is that of " + found.origin());
            completed = completed.with(
                    each.getKey(),
                    JsonScalar.of(found.value()).at(object.position().from(found.origin())));
        }
        return completed;
    }

    /** The record of these values and before it the records that are inlined in it; those with rules of their own are collected. */
    private static <T> T created(RecordType<T> type, Map<String, Object> values, List<Validated> validated) {
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent each : type.components()) {
            arguments.add(
                    Keys.isInline(each)
                            ? created(RecordType.of(each.getType()), values, validated)
                            : values.get(each.getName()));
        }
        T instance = type.create(arguments);
        if (instance instanceof Validated rules) {
            validated.add(rules);
        }
        return instance;
    }

    private boolean isValid(Validated validated, Class<?> type, Json json, String path) {
        List<Place> faults = new ArrayList<>();
        validated.validate((key, message) -> {
            Place place = Place.of(type, json, path, key);
            faults.add(place);
            problems.error(place.path(), place.position(), message + scalar(place));
        });
        return faults.isEmpty();
    }

    private static String scalar(Place place) {
        return place.value() instanceof JsonScalar ? Got.of(place.value(), place.secret()) : "";
    }

    private Object bare(Class<?> type, RecordComponent component, JsonScalar scalar, String path) {
        return TypeName.isBare(type, component) ? value(component, scalar, path) : absent(component, scalar, path);
    }

    private Object component(RecordComponent component, JsonObject object, String path) {
        List<String> present = present(component, object);
        if (present.isEmpty()) {
            return absent(component, object, path);
        }
        String name = present.get(0);
        if (present.size() > 1) {
            String others = String.join("\" and \"", present);
            String message = "\"" + others + "\" are names of the same key, of which only one may be there";
            problems.error(Place.child(path, name), object.position(name), message);
            return WRONG;
        }
        return value(component, object.get(name), Place.child(path, name));
    }

    /** The names under which a key has a value; what came from elsewhere gives way to what the job file says itself. */
    private static List<String> present(RecordComponent component, JsonObject object) {
        List<String> present = Keys.names(component).stream()
                .filter(each -> !isAbsent(TypeName.raw(component.getGenericType()), object.get(each)))
                .toList();
        List<String> own = present.stream()
                .filter(each -> !object.get(each).position().isBorrowed())
                .toList();
        return own.isEmpty() ? present : own;
    }

    private Object value(RecordComponent component, Json json, String path) {
        return value(component.getGenericType(), json, path, Masked.isSecret(component.getName()));
    }

    private Object absent(RecordComponent component, Json parent, String path) {
        Class<?> raw = TypeName.raw(component.getGenericType());
        Default standard = component.getAnnotation(Default.class);
        if (standard != null) {
            return standard(component, standard.value(), path, parent.position());
        }
        if (component.isAnnotationPresent(Optional.class) || hasOther(component, parent)) {
            return nothing(component, raw);
        }
        String missing = Place.child(path, component.getName());
        if (!problems.hasErrorAt(missing)) {
            Doc doc = component.getAnnotation(Doc.class);
            String message = "is required (" + TypeName.of(component.getGenericType()) + ")";
            problems.error(missing, parent.position(), doc == null ? message : message + ": " + doc.value());
        }
        return WRONG;
    }

    private static boolean hasOther(RecordComponent component, Json parent) {
        RequiredUnless other = component.getAnnotation(RequiredUnless.class);
        return other != null
                && parent instanceof JsonObject object
                && !isAbsent(Object.class, object.get(other.value()));
    }

    private static Object nothing(RecordComponent component, Class<?> raw) {
        if (raw.isPrimitive()) {
            throw new IllegalArgumentException(component + " is optional, so its type must have a null");
        }
        if (raw == Set.class) {
            return Set.of();
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return List.of();
        }
        return TypeName.isMap(raw) ? Map.of() : null;
    }

    private Object standard(RecordComponent component, String text, String path, Position position) {
        boolean structure = text.startsWith("[") || text.startsWith("{");
        boolean plain = TypeName.raw(component.getGenericType()) == String.class;
        ProblemList own = new ProblemList(true);
        Json json = structure && !plain ? JsonReader.read(text).at(position) : JsonScalar.of(text);
        Object value = new Binder(own, false, Map.of())
                .value(component.getGenericType(), json, Place.child(path, component.getName()), false);
        if (value == WRONG) {
            throw new IllegalArgumentException("the default of " + component + " does not fit: " + own.errors());
        }
        return value;
    }

    private Object value(Type type, Json json, String path, boolean secret) {
        if (problems.hasErrorAt(path)) {
            return WRONG;
        }
        Class<?> raw = TypeName.raw(type);
        if (Json.class.isAssignableFrom(raw)) {
            return raw.isInstance(json) ? json : wrong(path, json, "must be an object, got " + Got.kind(json));
        } else if (raw.isRecord()) {
            return instance(raw, json, path);
        } else if (Collection.class.isAssignableFrom(raw)) {
            return list(type, json, path, secret);
        } else if (TypeName.isMap(raw)) {
            return map(type, json, path, secret);
        } else if (!Scalars.isScalar(raw)) {
            throw new IllegalArgumentException(raw.getName() + " cannot be the type of a configuration component");
        } else if (!(json instanceof JsonScalar scalar)) {
            return wrong(path, json, "must be " + article(TypeName.of(type)) + ", got " + Got.kind(json));
        } else {
            return scalar(raw, scalar, path, secret);
        }
    }

    private Object scalar(Class<?> raw, JsonScalar scalar, String path, boolean secretKey) {
        try {
            return Scalars.convert(raw, scalar);
        } catch (Mismatch e) {
            boolean secret = secretKey || Masked.isSecretPath(path);
            String hint = raw.isEnum() && !secret ? NearestName.hint(scalar.text(), Scalars.constants(raw)) : "";
            return wrong(path, scalar, e.getMessage() + Got.of(scalar, secret) + hint);
        }
    }

    private Object list(Type type, Json json, String path, boolean secret) {
        Type element = TypeName.argument(type, 0);
        List<Object> values = new ArrayList<>();
        if (json instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                values.add(present(element, array.get(i), path + "[" + i + "]", secret));
            }
        } else if (json instanceof JsonScalar) {
            values.add(value(element, json, path, secret));
        } else {
            return wrong(path, json, "must be " + article(TypeName.of(type)) + ", got an object");
        }
        if (values.contains(WRONG)) {
            return WRONG;
        }
        return TypeName.raw(type) == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : List.copyOf(values);
    }

    private Object map(Type type, Json json, String path, boolean secret) {
        if (!(json instanceof JsonObject object)) {
            return wrong(path, json, "must be an object, got " + Got.kind(json));
        }
        Type element = TypeName.argument(type, 1);
        Map<String, Object> values = new LinkedHashMap<>();
        object.members()
                .forEach((name, each) -> values.put(
                        name, present(element, each, Place.child(path, name), secret || Masked.isSecret(name))));
        return values.containsValue(WRONG) ? WRONG : Collections.unmodifiableMap(values);
    }

    private Object present(Type type, Json json, String path, boolean secret) {
        return isAbsent(TypeName.raw(type), json)
                ? wrong(path, json, "must have a value (" + TypeName.of(type) + ")")
                : value(type, json, path, secret);
    }

    private void reportUnread(Class<?> type, List<RecordComponent> keys, JsonObject object, String path) {
        Map<String, String> ignored = Keys.ignored(type);
        Map<String, String> refused = Keys.refused(type);
        List<String> read =
                keys.stream().flatMap(each -> Keys.names(each).stream()).toList();
        for (String name : object.names()) {
            String place = Place.child(path, name);
            if (ignored.containsKey(name)) {
                problems.note(place, object.position(name), "makes no difference: " + ignored.get(name));
            } else if (refused.containsKey(name)) {
                if (!saysNothing(object.get(name))) {
                    problems.error(place, object.position(name), "is not supported: " + refused.get(name));
                }
            } else if (!read.contains(name)) {
                problems.unknownKey(place, object.position(name), "unknown key" + NearestName.hint(name, read));
            }
        }
    }

    private static boolean saysNothing(Json json) {
        return json instanceof JsonScalar scalar
                        && (scalar.isNull() || scalar.isBlank() || scalar.text().equals("false"))
                || json instanceof JsonArray array && array.size() == 0
                || json instanceof JsonObject object && object.names().isEmpty();
    }

    private Object wrong(String path, Json json, String message) {
        problems.error(path, json.position(), message);
        return WRONG;
    }

    private static boolean isAbsent(Class<?> type, Json json) {
        return json == null
                || json instanceof JsonScalar scalar
                        && (scalar.isNull() || scalar.isBlank() && Scalars.blankIsAbsent(type));
    }

    private static String article(String type) {
        return type.startsWith("one ") || type.startsWith("true ")
                ? type
                : ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }
}
