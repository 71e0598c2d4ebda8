package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.WriterPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every plug-in that is registered runs the contract suite of its role, in a test beside it: FooPlugin in FooContractTest. */
class ContractCoverageTest {
    private static final Path PLUGINS = Path.of("..", "plugins");

    /** Plug-ins, by class, that cannot run the suite, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    @ParameterizedTest
    @ValueSource(classes = {ReaderPlugin.class, WriterPlugin.class})
    void everyRegisteredPluginRunsItsContract(Class<?> role) throws IOException {
        String contract = role == ReaderPlugin.class ? "ReaderContract" : "WriterContract";
        List<String> without = new ArrayList<>();
        List<String> registered = registered(role);
        for (String name : registered) {
            Path test = test(name);
            boolean runs = Files.exists(test) && Files.readString(test).contains(" extends " + contract + " {");
            if (runs == EXCEPTIONS.containsKey(name)) {
                without.add(name);
            }
        }
        assertThat(registered).hasSizeGreaterThan(2);
        assertThat(without)
                .as("plug-ins without a test that extends %s, or with one and listed as an exception", contract)
                .isEmpty();
    }

    @Test
    void exceptionsHaveReasonsAndAreRegistered() throws IOException {
        List<String> registered = new ArrayList<>(registered(ReaderPlugin.class));
        registered.addAll(registered(WriterPlugin.class));
        assertThat(registered).containsAll(EXCEPTIONS.keySet());
        assertThat(EXCEPTIONS.values()).noneMatch(String::isBlank);
    }

    /** The classes that the modules' service files name. */
    private static List<String> registered(Class<?> role) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path module : modules()) {
            Path services =
                    module.resolve("src/main/resources/META-INF/services").resolve(role.getName());
            if (Files.exists(services)) {
                names.addAll(Files.readAllLines(services));
            }
        }
        names.removeIf(String::isBlank);
        return names;
    }

    private static Path test(String plugin) throws IOException {
        String file = plugin.replaceAll("Plugin$", "ContractTest").replace('.', '/') + ".java";
        for (Path module : modules()) {
            Path test = module.resolve("src/test/java").resolve(file);
            if (Files.exists(test)) {
                return test;
            }
        }
        return PLUGINS.resolve(file);
    }

    private static List<Path> modules() throws IOException {
        try (var folders = Files.list(PLUGINS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }
}
