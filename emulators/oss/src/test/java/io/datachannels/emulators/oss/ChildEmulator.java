package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An emulator in a process of its own, which can be killed. */
final class ChildEmulator implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    private ChildEmulator(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static ChildEmulator start(Path folder, Map<String, String> environment) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildEmulator.class.getName(),
                folder.toString());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the emulator did not start");
        }
        return new ChildEmulator(process, URI.create(line));
    }

    URI endpoint() {
        return endpoint;
    }

    /** As kill -9 does; returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Serves the folder until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        try (OssEmulator emulator = OssEmulator.in(Path.of(arguments[0])).start()) {
            System.out.println(emulator.endpoint());
            new CountDownLatch(1).await();
        }
    }
}
