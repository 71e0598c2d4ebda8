package io.datachannels.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServicesTest {
    @TempDir
    Path folder;

    private LocalServices services;

    @BeforeEach
    void install() throws IOException {
        for (String each : List.of("ToyService", "ToyService$Server")) {
            String name = "io/datachannels/engine/local/" + each + ".class";
            Files.createDirectories(folder.resolve(name).getParent());
            try (InputStream in = ToyService.class.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        Path list = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(list.resolve(LocalService.class.getName()), ToyService.class.getName());
        Map<String, List<URL>> folders = Map.of("local", List.of(folder.toUri().toURL()), "toy", List.of());
        services = new LocalServices(
                Plugins.of(folders, List.of(new ToyService.ToyReader())),
                folder,
                Map.of("toystore", 7),
                Map.of("toystore", List.of("Get:error")));
    }

    @AfterEach
    void forget() {
        System.clearProperty(ToyService.CALLS);
    }

    private String answer(String plugin, String parameter) {
        PluginSpec side = new PluginSpec(plugin, (JsonObject) JsonReader.read(parameter), "p");
        PluginSpec other = new PluginSpec("streamwriter", JsonObject.empty(), "p");
        JobSpec answered = services.answer(new JobSpec("job", side, other, Settings.standard()));
        assertThat(answered.writer()).isSameAs(other);
        return JsonText.compact(answered.reader().parameter());
    }

    @Test
    void replacesEndpointAndCredentialsWhateverTheyAreCalled() {
        assertThat(answer("toyreader", "{\"endPoint\":\"http://real\",\"secret\":\"x\",\"bucket\":\"mine\"}"))
                .contains("\"endpoint\":\"http://127.0.0.1:1\"", "\"accessKey\":\"local\"", "\"bucket\":\"mine\"")
                .doesNotContain("endPoint", "secret", "real");
        assertThat(System.getProperty(ToyService.CALLS)).isEqualTo("start toystore 7 [Get:error]\nadmit mine\n");
    }

    @Test
    void dropsWhatOnlyTheRealServiceNeeds() {
        assertThat(answer("toyreader", "{\"bucket\":\"mine\",\"ssl\":{\"a\":1}}"))
                .doesNotContain("ssl");
    }

    @Test
    void aSystemsOwnFolderGoesBeforeTheCommonOne() throws IOException {
        Map<String, List<URL>> folders =
                Map.of("local", List.of(), "local-toy", List.of(folder.toUri().toURL()));
        try (LocalServices own = new LocalServices(Plugins.of(folders, List.of()), folder)) {
            own.forSystem("toy");
            assertThat(own.known()).extracting(LocalService::name).containsExactly("toystore");
            assertThatThrownBy(() -> own.forSystem("toy").send("toy://a/b", 1, List.of()))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("toy://a/b is no topic");
        }
    }

    @Test
    void fillsInWhatTheJobLeavesOut() {
        assertThat(answer("toyreader", "{\"bucket\":\"  \"}")).contains("\"bucket\":\"local\"");
    }

    @Test
    void aPluginThatIsNotThereIsLeftToTheBinding() {
        assertThat(answer("toysreader", "{}")).contains("127.0.0.1");
    }

    @Test
    void startsAServiceOnceAndStopsIt() {
        services.named("toystore");
        services.forSystem("toy");
        services.close();
        services.close();
        assertThat(System.getProperty(ToyService.CALLS)).isEqualTo("start toystore 7 [Get:error]\nclose\n");
    }

    @Test
    void saysWhichServicesThereAre() {
        assertThatThrownBy(() -> services.named("kafka"))
                .isInstanceOfSatisfying(
                        JobFailure.class, e -> assertThat(e.action()).contains("toystore"));
        assertThatThrownBy(() -> services.forSystem("odps")).hasMessage("there is no local service for odps://");
        LocalServices none = new LocalServices(Plugins.of(Map.of(), List.of()), folder);
        assertThatThrownBy(none::known).isInstanceOf(JobFailure.class);
    }

    @Test
    void anyDatasourceIsThereAndAKnownOneKeepsItsKeys() {
        JsonObject keys = (JsonObject) JsonReader.read("{\"bucket\":\"b\"}");
        AnyDatasource sources = new AnyDatasource(Datasources.of(Map.of("known", keys), "here"));
        assertThat(sources.find("known")).contains(keys);
        assertThat(sources.find("unknown")).contains(JsonObject.empty());
        assertThat(sources.names()).containsExactly("known");
        assertThat(sources.where()).isEqualTo("here");
    }
}
