package io.datachannels.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.Role;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.ReaderPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginClassLoaderTest {
    @TempDir
    Path folder;

    private Plugins plugins;

    @BeforeEach
    void fillFolder() throws IOException {
        for (Class<?> each : List.of(Cheat.class, Cheat.Config.class)) {
            String name = each.getName().replace('.', '/') + ".class";
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, target);
            }
        }
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ReaderPlugin.class.getName()), Cheat.class.getName());
        plugins = Plugins.of(Map.of("cheat", List.of(folder.toUri().toURL())), List.of());
    }

    private void reach(String where) throws ReflectiveOperationException {
        open(plugins.reader("cheatreader").plugin(), where);
    }

    private static <C extends Record> void open(ReaderPlugin<C> plugin, String where)
            throws ReflectiveOperationException {
        plugin.open(plugin.config().getDeclaredConstructor(String.class).newInstance(where), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "picocli"})
    void aPluginThatReachesPastTheSpiFails(String where) {
        assertThatThrownBy(() -> reach(where)).isInstanceOf(NoClassDefFoundError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spi", "slf4j", "META-INF/services/io.datachannels.spi.ReaderPlugin"})
    void aPluginSeesTheSpiSlf4jAndItself(String where) {
        assertThatThrownBy(() -> reach(where))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("reached (BOOL|x|file:.*)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/datachannels/engine/demo/fill-orders.json",
                "picocli/CommandLine.class",
                "META-INF/services/ch.qos.logback.classic.spi.Configurator"
            })
    void aPluginSeesNoResourceOfTheEngine(String resource) {
        assertThatThrownBy(() -> reach(resource)).hasMessage("reached null");
    }

    @Test
    void aPluginHasClassesOfItsOwn() {
        Loaded<ReaderPlugin<?>> loaded = plugins.reader("cheatreader");
        assertThat(loaded.plugin()).isNotInstanceOf(Cheat.class).isInstanceOf(ReaderPlugin.class);
        assertThat(loaded.loader()).isNotSameAs(Cheat.class.getClassLoader());
        assertThat(plugins.reader("cheatreader").loader()).isSameAs(loaded.loader());
    }

    @Test
    void anUnknownPluginIsNamedWithTheNearest() {
        assertThatThrownBy(() -> plugins.reader("cheetreader"))
                .isInstanceOfSatisfying(
                        JobFailure.class, e -> assertThat(e.action()).contains("cheatreader"))
                .hasMessage("there is no reader \"cheetreader\", did you mean \"cheatreader\"?");
        assertThatThrownBy(() -> plugins.reader(Role.READER.fullName("cheatreder")))
                .as("as it was written, without the role that was put to its end")
                .hasMessage("there is no reader \"cheatreder\", did you mean \"cheatreader\"?");
    }

    @Test
    void theLongestFolderThatBeginsANameIsItsOwn() {
        Plugins some = Plugins.of(Map.of("ots", List.of(), "otsstream", List.of(), "oss", List.of()), List.of());
        assertThat(some.folderOf("otsreader")).isEqualTo("ots");
        assertThat(some.folderOf("otsstreamreader")).isEqualTo("otsstream");
        assertThat(some.folderOf("kafkareader")).isNull();
    }

    @Test
    void aFolderOfPluginsThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Plugins.in(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }
}
