package io.datachannels.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code --help} says of every command, as files; one that changed is copied from {@code target/help}. */
class HelpTest {
    private static final Path HOME = Path.of("home");

    static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new TreeMap<>();
        collect("datax", Main.commands(new Installation(HOME, HOME)), commands);
        return commands;
    }

    private static void collect(String name, CommandLine command, Map<String, CommandLine> all) {
        if (!command.getCommandSpec().usageMessage().hidden()) {
            all.put(name, command);
            command.getSubcommands().forEach((each, sub) -> collect(name + "-" + each, sub, all));
        }
    }

    static Iterable<String> names() {
        return commands().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsAsItDid(String name) throws IOException {
        String help = help(commands().get(name));
        Path folder = Files.createDirectories(Path.of("target", "help"));
        Files.writeString(folder.resolve(name + ".txt"), help);
        try (InputStream in = HelpTest.class.getResourceAsStream("help/" + name + ".txt")) {
            assertThat(in).as("help/" + name + ".txt").isNotNull();
            assertThat(help).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void fitsATerminalAndSaysWhatEveryOptionIsFor(String name) {
        CommandLine command = commands().get(name);
        assertThat(help(command).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(command.getCommandSpec().options())
                .allSatisfy(each ->
                        assertThat(each.description()).as(each.longestName()).isNotEmpty());
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @Test
    void everyCommandHasAPlaceInTheMainHelp() {
        CommandLine main = commands().get("datax");
        assertThat(help(main)).doesNotContain("Other commands:");
        main.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                assertThat(help(main)).contains("\n  " + name + " ");
            }
        });
    }

    private static String help(CommandLine command) {
        StringWriter text = new StringWriter();
        command.usage(new PrintWriter(text), Ansi.OFF);
        return text.toString();
    }
}
