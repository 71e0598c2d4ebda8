package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.emulators.http.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Kills a job with SIGKILL at the moment when a service of this process sees it make a certain call. */
final class Kill {
    private final Datax datax;

    Kill(Datax datax) {
        this.datax = datax;
    }

    /**
     * Runs the job until it makes that call of the service for the {@code count}-th time.
     *
     * @return the killed run's id
     */
    String at(Faults service, String operation, int count, Path job) {
        List<String> before = runs();
        CompletableFuture<Process> victim = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        service.observe(each -> {
            if (each.equals(operation) && calls.incrementAndGet() == count) {
                kill(victim.join());
            }
        });
        Datax.Running running = datax.start(job);
        victim.complete(running.process());
        Datax.Result killed = running.end();
        assertThat(killed.exitCode()).as("it was killed, not ended: " + killed).isEqualTo(137);
        service.observe(each -> {});
        List<String> after = runs();
        after.removeAll(before);
        return after.get(0);
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> runs() {
        if (!Files.isDirectory(datax.runs())) {
            return new ArrayList<>();
        }
        try (Stream<Path> files = Files.list(datax.runs())) {
            return new ArrayList<>(files.map(each -> each.getFileName().toString())
                    .filter(each -> !each.startsWith("."))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
