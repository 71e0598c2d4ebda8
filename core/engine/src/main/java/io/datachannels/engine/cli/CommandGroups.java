package io.datachannels.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in the main help, by what they are for. */
final class CommandGroups {
    private static final Map<String, List<String>> GROUPS = groups();
    private static final String OTHERS = "Other commands:";
    private static final int NAME_WIDTH = 12;
    private static final int WIDTH = 80;

    private CommandGroups() {}

    /** Puts the groups into the help of these commands. */
    static void in(CommandLine commands) {
        commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
    }

    private static String render(Help help) {
        Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((heading, names) -> {
            List<String> known = new ArrayList<>(names);
            known.retainAll(left.keySet());
            text.append(group(heading, known, left));
            left.keySet().removeAll(known);
        });
        return text.append(group(OTHERS, List.copyOf(left.keySet()), left)).toString();
    }

    private static String group(String heading, List<String> names, Map<String, Help> commands) {
        if (names.isEmpty()) {
            return "";
        }
        TextTable table = TextTable.forColumns(
                Help.defaultColorScheme(Ansi.OFF),
                new Column(NAME_WIDTH, 2, Column.Overflow.SPAN),
                new Column(WIDTH - NAME_WIDTH, 2, Column.Overflow.WRAP));
        for (String name : names) {
            String[] description =
                    commands.get(name).commandSpec().usageMessage().description();
            table.addRowValues(name, description.length == 0 ? "" : description[0]);
        }
        return "\n" + heading + "\n" + table;
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Before a job runs:", List.of("template", "plugins", "schema", "check", "ping", "preview"));
        groups.put("After it ran:", List.of("runs", "report", "replay"));
        groups.put("Without an account:", List.of("demo", "local"));
        return groups;
    }
}
