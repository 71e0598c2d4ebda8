package io.datachannels.emulators.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedFolderTest {
    private static final String LOCK = ".own/lock";

    @TempDir
    private Path folder;

    @Test
    void oneServerAloneServesAFolder() {
        Path data = folder.resolve("data");
        try (ServedFolder first = ServedFolder.serve(data, LOCK, each -> each)) {
            assertThat(first.root()).isEqualTo(data).isDirectory();
            assertThatThrownBy(() -> ServedFolder.serve(data, LOCK, each -> each))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("another emulator serves " + data);
        }
        ServedFolder.serve(data, LOCK, each -> each).close();
        assertThat(data).isDirectory();
    }

    @Test
    void aServerThatDoesNotStartLeavesTheFolder() {
        assertThatThrownBy(() -> ServedFolder.serve(folder, LOCK, each -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot start in " + folder);
        ServedFolder.serve(folder, LOCK, each -> each).close();
    }

    @Test
    void aTemporaryFolderGoesWithItsServer() throws IOException {
        ServedFolder temporary = ServedFolder.serve(null, LOCK, each -> each);
        Files.createDirectories(temporary.root().resolve("a/b"));
        temporary.close();
        assertThat(temporary.root()).doesNotExist();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ServedFolder.serve(file, LOCK, each -> each))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot start in " + file);
    }
}
