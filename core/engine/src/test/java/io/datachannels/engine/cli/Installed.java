package io.datachannels.engine.cli;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.WriterPlugin;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** An installation in a folder, with the toy plug-ins, and its command line: in this process, or in one of its own. */
final class Installed {
    private static final String PACKAGE = "io/datachannels/engine/cli/";

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    /** How a process ended. */
    record Ended(int code, String out, String err) {}

    Installed(Path home) throws IOException {
        this.home = home;
        Path folder = Files.createDirectories(home.resolve("plugin/toy"));
        Path classes = Path.of("target", "test-classes");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("toy.jar")));
                var files = Files.list(classes.resolve(PACKAGE))) {
            for (Path each : files.toList()) {
                if (each.getFileName().toString().startsWith("ToyPlugin")) {
                    add(jar, PACKAGE + each.getFileName(), Files.readAllBytes(each));
                }
            }
            service(jar, ConnectivityCheck.class, ToyPlugin.ToyCheck.class);
            service(jar, ReaderPlugin.class, ToyPlugin.ToyReader.class);
            service(jar, WriterPlugin.class, ToyPlugin.ToyWriter.class);
        }
    }

    /** A job file between the toy plug-ins, with the file at the end of its rows. */
    Path job(String name, String setting, String reader, String writer) throws IOException {
        String side = "{\"name\": \"toy%s\", \"parameter\": {\"file\": \"%s\"%s}}";
        return file(name, """
                {"job": {"setting": {%s}, "content": [{
                  "reader": %s,
                  "writer": %s}]}}
                """.formatted(
                        setting, side.formatted("reader", rows(), reader), side.formatted("writer", rows(), writer)));
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    /** Where the toy writer writes. */
    Path rows() {
        return home.resolve("rows");
    }

    /** Lets the processes that it starts have this in their environment. */
    Installed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A process of its own. */
    Process start(Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Ddatax.home=" + home,
                "-Ddatax.installation=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object each : args) {
            command.add(each.toString());
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(home.resolve("stderr").toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In this process: for what neither signals end, nor changes how the process logs. */
    Ended run(Object... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = new Main(home, home)
                    .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
            return new Ended(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    Ended runAlone(Object... args) throws IOException, InterruptedException {
        return end(start(args));
    }

    Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(home.resolve("stderr")));
    }

    /** Reads the process's output up to a line. */
    static String until(Process process, String line) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String next = in.readLine(); next != null; next = in.readLine()) {
            text.append(next).append('\n');
            if (next.equals(line)) {
                return text.toString();
            }
        }
        throw new IllegalStateException("it ended without \"" + line + "\": " + text);
    }

    private static void service(JarOutputStream jar, Class<?> service, Class<?> provider) throws IOException {
        add(jar, "META-INF/services/" + service.getName(), provider.getName().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        OutputStream out = jar;
        out.write(bytes);
        jar.closeEntry();
    }
}
