package io.datachannels.engine.catalog;

import io.datachannels.engine.config.Parameter;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ValueType.Kind;
import java.util.Map;
import java.util.TreeMap;

/** Plug-ins and their parameters for a terminal. */
public final class PluginText {
    private static final int GAP = 2;

    private final int width;

    /** @param width of the terminal in characters */
    public PluginText(int width) {
        this.width = width;
    }

    /** A line for each: its name and what it does. */
    public String list(Map<String, Parameters> plugins) {
        Lines lines = new Lines(width);
        int longest = plugins.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (String role : new String[] {"reader", "writer"}) {
            lines.line(Character.toUpperCase(role.charAt(0)) + role.substring(1) + "s:");
            new TreeMap<>(plugins).forEach((name, parameters) -> {
                if (name.endsWith(role)) {
                    String first = "  " + name + " ".repeat(longest - name.length() + GAP);
                    lines.wrapped(first, " ".repeat(first.length()), parameters.doc());
                }
            });
            lines.blank();
        }
        return lines.toString();
    }

    /** All that a job file can say to a plug-in. */
    public String of(String name, Parameters parameters) {
        Lines lines =
                new Lines(width).wrapped(name + ": ", "  ", parameters.doc()).blank();
        if (parameters.list().isEmpty()) {
            lines.line("It has no parameters.");
        } else {
            lines.line("Parameters:");
            add(parameters, "  ", lines);
        }
        return lines.toString();
    }

    private static void add(Parameters parameters, String indent, Lines lines) {
        for (Parameter each : parameters.list()) {
            add(each, each.name().equals(parameters.bare()), indent, lines);
        }
        add("Accepted, but they make no difference:", parameters.ignored(), indent, lines);
        add("Refused if they say something:", parameters.refused(), indent, lines);
    }

    private static void add(String title, Map<String, String> keys, String indent, Lines lines) {
        if (!keys.isEmpty()) {
            lines.wrapped(indent, indent, title);
            keys.forEach((name, why) -> lines.wrapped(indent + "  " + name + ": ", indent + "      ", why));
        }
    }

    private static void add(Parameter parameter, boolean bare, String indent, Lines lines) {
        String line = parameter.type() + ", " + Written.presence(parameter)
                + (parameter.otherNames().isEmpty() ? "" : "; also " + String.join(", ", parameter.otherNames()))
                + (bare ? "; may stand alone in place of the object" : "");
        lines.wrapped(indent + parameter.name() + ": ", indent + "    ", line);
        if (!parameter.doc().isEmpty()) {
            lines.wrapped(indent + "    ", indent + "    ", parameter.doc());
        }
        Parameters members = parameter.type().membersWithin();
        if (members != null) {
            boolean any = parameter.type().kind() == Kind.MAP;
            lines.line(indent + "    " + (any ? "Under any key:" : "With the keys:"));
            add(members, indent + "      ", lines);
        }
    }
}
