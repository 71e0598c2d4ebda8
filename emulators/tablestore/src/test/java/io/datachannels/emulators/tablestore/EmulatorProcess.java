package io.datachannels.emulators.tablestore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An emulator in a process of its own, which can be killed. */
final class EmulatorProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    private EmulatorProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one on the folder, or in memory if it is null. */
    static EmulatorProcess start(Path folder, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EmulatorProcess.class.getName()));
        command.add(folder == null ? "" : folder.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String endpoint = out.readLine();
        while (endpoint != null && !endpoint.startsWith("http")) {
            endpoint = out.readLine();
        }
        if (endpoint == null) {
            process.destroyForcibly();
            throw new IOException("the emulator does not start");
        }
        return new EmulatorProcess(process, URI.create(endpoint));
    }

    URI endpoint() {
        return endpoint;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** What {@code kill -9} does; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Ends its input and waits until it has ended by itself. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves until its input ends. */
    public static void main(String[] args) throws IOException {
        TablestoreEmulator.Builder builder =
                args[0].isEmpty() ? TablestoreEmulator.inMemory() : TablestoreEmulator.in(Path.of(args[0]));
        try (TablestoreEmulator emulator = builder.start()) {
            System.out.println(emulator.endpoint());
            while (System.in.read() >= 0) {
                // what comes does not matter, only that it ends
            }
        }
    }
}
