package io.datachannels.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/datax.py} in a process of its own, with a launcher beside it that says what it is told. */
class DataxPyTest {
    private static final Path SHIM = Path.of("..", "..", "bin", "datax.py");

    @TempDir
    Path bin;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(SHIM, bin.resolve("datax.py"));
        assumeTrue(hasPython(), "there is no python3 here");
    }

    private boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(String launcher, String... arguments) throws IOException {
        if (launcher != null) {
            Files.writeString(bin.resolve("datax.sh"), "#!/usr/bin/env bash\n" + launcher + "\n");
        }
        List<String> command =
                new ArrayList<>(List.of("python3", bin.resolve("datax.py").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void passesArgumentsAndExitCodeThroughAsTheyAre() throws Exception {
        Process process =
                start("printf '[%s]' \"$@\"; exit 3", "a job.json", "-p", "-Da=1 -Db='x y'", "-j", "-Xmx2g", "$HOME;");
        assertThat(output(process)).isEqualTo("[a job.json][-p][-Da=1 -Db='x y'][-j][-Xmx2g][$HOME;]");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void passesSigtermToTheJobAndWaitsForItsEnd() throws Exception {
        Process process = start("trap 'echo aborted; exit 143' TERM; echo moving; while :; do read -t 1 -r line; done");
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("moving");
        process.toHandle().destroy();
        assertThat(out.readLine()).isEqualTo("aborted");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aJobThatWasKilledIsNoSuccess() throws Exception {
        Process process = start("kill -9 $$");
        assertThat(output(process)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void saysWhatToDoWithoutALauncher() throws Exception {
        Process process = start(null, "job.json");
        assertThat(output(process)).contains("There is no ", "What to do: leave datax.py in the folder bin");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
