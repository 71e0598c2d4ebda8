package io.datachannels.endtoend;

import io.datachannels.engine.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the product with its run folders in a folder of the test: in this process, which takes a tenth of the time, or as a user does with
 * {@code bin/datax.sh}, where a process is to be killed or the launcher is looked at. Either way the plug-ins are those of the
 * installation, in class loaders of their own.
 */
final class Datax {
    private static final long PATIENCE_SECONDS = 120;
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Main PRODUCT = new Main(ROOT, Path.of(System.getProperty("installation")));

    private final Path folder;

    /** @param folder for run folders, local data, job files and output */
    Datax(Path folder) {
        this.folder = folder;
    }

    /** How it ended and what it said. */
    record Result(int exitCode, String out, String err) {}

    Path root() {
        return ROOT;
    }

    Path template(String name) {
        return ROOT.resolve("job-templates").resolve(name);
    }

    Path runs() {
        return folder.resolve("runs");
    }

    Path localData() {
        return folder.resolve("local-data");
    }

    /** Writes a job file. */
    Path job(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a job file in this process, with run folders in the test's folder. */
    Result run(Path job, String... options) {
        return call(with(job, options));
    }

    /** As {@link #run}, in a process of its own; does not wait for the end. */
    Running start(Path job, String... options) {
        return start(with(job, options));
    }

    private String[] with(Path job, String... options) {
        List<String> arguments = new ArrayList<>(List.of(job.toString(), "--runs", runs().toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    /** As {@link #run}, against local services with their data in the test's folder. */
    Result runLocally(Path job, String... options) {
        List<String> all =
                new ArrayList<>(List.of("--local", "--local-dir", localData().toString()));
        all.addAll(List.of(options));
        return run(job, all.toArray(String[]::new));
    }

    /** {@code datax.sh local …} on the data in the test's folder. */
    Result local(String... arguments) {
        List<String> all = new ArrayList<>(List.of("local"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--dir", localData().toString()));
        return call(all.toArray(String[]::new));
    }

    /** In this process. */
    Result call(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exitCode = PRODUCT.execute(arguments);
            return new Result(
                    exitCode, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** In a process of its own, by the launcher; does not wait for the end. */
    Running start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("bin/datax.sh").toString());
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    /** With the quick one of Java's compilers, since most of these processes live for two seconds. */
    Running start(ProcessBuilder command) {
        command.environment().putIfAbsent("DATAX_JVM", "-Xmx1g -XX:TieredStopAtLevel=1");
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            command.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new Running(command.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process under way. */
    record Running(Process process, Path out, Path err) {
        Result end() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("no end after " + PATIENCE_SECONDS + " s: " + Files.readString(err));
                }
                return new Result(
                        process.exitValue(),
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
