package io.datachannels.engine.catalog;

import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters as a table in Markdown. */
public final class ParameterTable {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> ignored = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    private ParameterTable() {}

    /** The table, keys within a key as {@code column[].name}; below it the keys that make no difference, and those that are refused. */
    public static String of(Parameters parameters) {
        ParameterTable table = new ParameterTable();
        table.text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
        table.rows("", parameters);
        if (!table.ignored.isEmpty()) {
            table.text.append("\nAccepted, but they make no difference:\n\n| key | because |\n|---|---|\n");
            table.ignored.forEach((name, reason) -> table.row("`" + name + "`", prose(reason)));
        }
        if (!table.refused.isEmpty()) {
            table.text.append("\nRefused if they say something:\n\n| key | instead |\n|---|---|\n");
            table.refused.forEach((name, instead) -> table.row("`" + name + "`", prose(instead)));
        }
        return table.text.toString();
    }

    private void rows(String prefix, Parameters parameters) {
        for (Parameter each : parameters.list()) {
            row(prefix, each, each.name().equals(parameters.bare()));
            Parameters members = each.type().membersWithin();
            if (members != null) {
                rows(prefix + each.name() + steps(each.type()) + ".", members);
            }
        }
        parameters.ignored().forEach((name, reason) -> ignored.put(prefix + name, reason));
        parameters.refused().forEach((name, instead) -> refused.put(prefix + name, instead));
    }

    private void row(String prefix, Parameter parameter, boolean bare) {
        String standard = parameter.required()
                ? "**required**"
                : parameter.standard() == null ? "" : "`" + Written.standard(parameter) + "`";
        String others =
                parameter.otherNames().isEmpty() ? "" : " Also " + String.join(", ", parameter.otherNames()) + ".";
        row(
                "`" + prefix + parameter.name() + "`",
                escaped(parameter.type().toString()),
                escaped(standard),
                prose((parameter.doc() + others + (bare ? " May stand alone in place of the object." : "")).strip()));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String steps(ValueType type) {
        return switch (type.kind()) {
            case LIST -> "[]" + steps(type.element());
            case MAP -> ".*" + steps(type.element());
            default -> "";
        };
    }

    private static String prose(String text) {
        return escaped(text.replaceAll("([*_<])", "\\\\$1"));
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }
}
