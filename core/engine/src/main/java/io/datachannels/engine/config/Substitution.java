package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.json.Position;
import io.datachannels.engine.schedule.ExpressionException;
import io.datachannels.engine.schedule.Schedule;
import io.datachannels.spi.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Puts values in place of variables, in the texts of a parsed job file. So a value needs no escaping, cannot change the structure of
 * the file, and is not searched for variables again.
 *
 * <p>{@code ${name}}, {@code $<name>} and {@code $[name]} are variables and must be defined, or else be dates: {@code ${yyyymmdd-1}}
 * of the day before the scheduled one, {@code $[yyyymmddhh24-1/24]} of the scheduled time. {@code $name} is one only if it is defined
 * or one of the scheduler's words, so that a password with a dollar sign is safe. What is defined wins. {@code ${env:NAME}} and
 * {@code ${env:NAME:default}} are environment variables, {@code ${file:PATH}} is the text of a file without its last line end. {@code
 * $${}, {@code $$<} and {@code $$[} stand for the same with one dollar sign. A variable that stood without quotes may have a JSON list
 * or object as value.
 */
final class Substitution {
    /** Of variables and of expressions for dates; with quotes or brackets in it, it is something else and may hold a secret. */
    private static final Pattern NAME = Pattern.compile("[\\w.,()+*/: -]+");

    private static final long LARGEST_FILE = 1 << 20;

    private final Variables variables;
    private final Schedule schedule;
    private final ProblemList problems;
    private final Consumer<VariableUse> uses;

    /** @param uses hears of every variable that was replaced */
    Substitution(Variables variables, Schedule schedule, ProblemList problems, Consumer<VariableUse> uses) {
        this.variables = variables;
        this.schedule = schedule;
        this.problems = problems;
        this.uses = uses;
    }

    /** The same tree with all variables replaced; a text with an unresolved one is an error and stays. */
    Json resolve(Json json, String path) {
        if (json instanceof JsonObject object) {
            JsonObject resolved = object;
            for (String name : object.names()) {
                Json value = object.get(name);
                Json replaced = resolve(value, Place.child(path, name));
                resolved = replaced == value ? resolved : resolved.with(name, replaced);
            }
            return resolved;
        } else if (json instanceof JsonArray array) {
            List<Json> elements = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                elements.add(resolve(array.get(i), path + "[" + i + "]"));
            }
            return elements.equals(array.elements()) ? array : array.with(elements);
        }
        JsonScalar scalar = (JsonScalar) json;
        return scalar.isText() && scalar.text().indexOf('$') >= 0 ? resolve(scalar, path) : scalar;
    }

    private Json resolve(JsonScalar scalar, String path) {
        Position position = scalar.position();
        String text;
        try {
            text = new Text(path, position).replaced(scalar.text());
        } catch (Mismatch e) {
            problems.error(path, position, e.getMessage());
            return scalar;
        }
        String trimmed = text.trim();
        if (scalar.isUnquoted() && (trimmed.startsWith("[") || trimmed.startsWith("{"))) {
            try {
                return JsonReader.read(trimmed).at(position);
            } catch (JsonSyntaxException e) {
                problems.error(path, position, "the variable's value is not JSON: " + e.getMessage());
            }
        }
        return text.equals(scalar.text()) ? scalar : JsonScalar.of(text).at(position);
    }

    /** The variables of one text. */
    private final class Text {
        private final String path;
        private final Position position;

        Text(String path, Position position) {
            this.path = path;
            this.position = position;
        }

        String replaced(String text) throws Mismatch {
            StringBuilder result = new StringBuilder(text.length());
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
                if (c != '$') {
                    result.append(c);
                    i++;
                } else if (next == '$' && i + 2 < text.length() && "{<[".indexOf(text.charAt(i + 2)) >= 0) {
                    result.append('$').append(text.charAt(i + 2));
                    i += 3;
                } else if (next == '{' || next == '<' || next == '[') {
                    i = bracketed(text, i, next, result);
                } else {
                    i = bare(text, i, result);
                }
            }
            return result.toString();
        }

        private int bracketed(String text, int begin, char bracket, StringBuilder result) throws Mismatch {
            int close = text.indexOf("}>]".charAt("{<[".indexOf(bracket)), begin);
            if (close < 0 && bracket == '{') {
                throw new Mismatch("has ${ without }; write $${ if no variable is meant");
            }
            String name = close < 0 ? "" : text.substring(begin + 2, close);
            if (bracket == '{' && (name.startsWith("env:") || name.startsWith("file:"))) {
                String value = name.startsWith("env:") ? environment(name.substring(4)) : file(name.substring(5));
                uses.accept(new VariableUse(
                        path, position, "${" + name.replaceAll("^(env:[^:]*):.*", "$1:…") + "}", Masked.MASK));
                result.append(value);
                return close + 1;
            }
            boolean isName = NAME.matcher(name).matches() && (bracket != '<' || name.indexOf(' ') < 0);
            if (!isName && bracket == '{') {
                throw new Mismatch("has ${ and } with no name between them; write $${ if no variable is meant");
            } else if (!isName) {
                result.append('$').append(bracket);
                return begin + 2;
            }
            result.append(value(name, text.substring(begin, close + 1)));
            return close + 1;
        }

        private int bare(String text, int begin, StringBuilder result) throws Mismatch {
            int end = begin + 1;
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            String name = text.substring(begin + 1, end);
            if (variables.value(name) != null || Schedule.isWord(name)) {
                result.append(value(name, "$" + name));
                return end;
            }
            result.append('$');
            return begin + 1;
        }

        /** What is defined, else the date that the name is. */
        private String value(String name, String written) throws Mismatch {
            String given = variables.value(name);
            Schedule.Result result;
            try {
                result = given == null ? date(name, written) : schedule.computed(given);
            } catch (ExpressionException e) {
                String what = given == null ? written : written + ", which is " + given.trim() + ",";
                throw new Mismatch(what + " is no date: " + e.getMessage());
            }
            if (result == null) {
                throw undefined(name, written);
            }
            if (result.warning() != null) {
                problems.warning(path, position, result.warning());
            }
            boolean secret = Masked.isSecretPath(path) || Masked.isSecret(name);
            uses.accept(new VariableUse(path, position, written, secret ? Masked.MASK : result.value()));
            return result.value();
        }

        private Schedule.Result date(String name, String written) throws ExpressionException {
            if (Schedule.isWord(name)) {
                return schedule.word(name);
            } else if (written.startsWith("$[")) {
                return Schedule.isMeant(name) || name.indexOf(' ') >= 0 ? schedule.ofScheduledTime(name) : null;
            }
            return written.startsWith("${") && Schedule.isMeant(name) ? schedule.ofBusinessDate(name) : null;
        }
    }

    private Mismatch undefined(String name, String written) {
        String known = variables.names().isEmpty()
                ? "no variable is defined"
                : "defined are " + String.join(", ", new TreeSet<>(variables.names()));
        return new Mismatch("the variable " + written + " is not defined"
                + NearestName.of(name, variables.names())
                        .map(each -> ", did you mean " + each + "?")
                        .orElse("")
                + " (" + known + "); define it with -p \"-D" + name + "=VALUE\"");
    }

    private String environment(String name) throws Mismatch {
        int colon = name.indexOf(':');
        String value = variables.environment(colon < 0 ? name : name.substring(0, colon));
        if (value == null && colon < 0) {
            boolean named = NAME.matcher(name).matches();
            throw new Mismatch("the environment variable " + (named ? name + " " : "") + "is not set");
        }
        return value == null ? name.substring(colon + 1) : value;
    }

    private static String file(String name) throws Mismatch {
        try {
            Path path = Path.of(name);
            if (!Files.isRegularFile(path)) {
                throw new Mismatch("there is no file " + path.toAbsolutePath());
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw new Mismatch("the file " + path.toAbsolutePath() + " is too large for a value");
            }
            return JsonReader.text(path).replaceFirst("\\R\\z", "");
        } catch (InvalidPathException | IOException e) {
            throw new Mismatch("the file " + name + " cannot be read: " + e.getMessage());
        } catch (JsonSyntaxException e) {
            throw new Mismatch("the file " + name + " is not UTF-8 text");
        }
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
