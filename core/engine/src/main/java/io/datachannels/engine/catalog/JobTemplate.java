package io.datachannels.engine.catalog;

import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ValueType;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A job file to be filled in: what is required as placeholders in {@code <>}, everything else as a comment with its default. Whichever
 * comments become keys, it stays JSON as job files may have it.
 */
public final class JobTemplate {
    private static final int WIDTH = 120;
    private static final String START = """
            # A job from %1$s to %2$s. Put values in place of what stands in <>; a line that begins with // is a key that may be left
            # out, shown with its default or with a placeholder. More about each key: datax.sh plugins %1$s, datax.sh plugins %2$s
            {
              "job": {
                "setting": {
                  # How many pieces of the source are moved at once.
                  "speed": {"channel": 3},
                  # How many rows may fail before the job does; -1 for any number.
                  "errorLimit": {"record": 0}
                },
                "content": [
                  {
            """;

    private JobTemplate() {}

    public static String of(String reader, Parameters ofReader, String writer, Parameters ofWriter) {
        Lines lines = new Lines(WIDTH);
        add("reader", reader, ofReader, lines);
        add("writer", writer, ofWriter, lines);
        return START.formatted(reader, writer) + lines + "      }\n    ]\n  }\n}\n";
    }

    private static void add(String role, String name, Parameters parameters, Lines lines) {
        lines.line("        \"" + role + "\": {");
        lines.line("          \"name\": \"" + name + "\",");
        lines.line("          \"parameter\": {");
        String indent = " ".repeat(12);
        for (Parameter each : parameters.list()) {
            if (each.usual()) {
                lines.wrapped(indent + "# ", indent + "# ", each.doc());
                lines.line(indent + member(each) + ",");
            }
        }
        lines.blank();
        for (Parameter each : parameters.list()) {
            if (!each.usual()) {
                lines.wrapped(indent + "# ", indent + "# ", each.doc());
                lines.line(indent + "// " + member(each) + ",");
            }
        }
        lines.line("          }");
        lines.line("        }" + (role.equals("reader") ? "," : ""));
    }

    private static String member(Parameter parameter) {
        String value = parameter.standard() == null
                ? placeholder(parameter.name(), parameter.type())
                : Written.standard(parameter);
        return JsonText.compact(JsonScalar.of(parameter.name())) + ": " + value;
    }

    private static String placeholder(String name, ValueType type) {
        return switch (type.kind()) {
            case LIST -> "[" + element(name, type.element()) + "]";
            case MAP -> "{\"<key>\": " + placeholder("value", type.element()) + "}";
            case ANY_OBJECT -> "{}";
            case OBJECT -> object(type.members().list());
            case TEXT -> "\"<" + name + ">\"";
            default -> "\"<" + type + ">\"";
        };
    }

    /** Of an object what it needs and mostly has; if that is nothing, the value alone that may stand for it, or its first key. */
    private static String element(String name, ValueType type) {
        Parameters members = type.members();
        if (members == null) {
            return placeholder(name, type);
        }
        List<Parameter> usual = members.list().stream().filter(Parameter::usual).toList();
        if (usual.isEmpty() && members.bare() != null) {
            return "\"<" + members.bare() + ">\"";
        }
        return object(usual.isEmpty() ? members.list().subList(0, 1) : usual);
    }

    private static String object(List<Parameter> members) {
        return members.stream().map(JobTemplate::member).collect(Collectors.joining(", ", "{", "}"));
    }
}
