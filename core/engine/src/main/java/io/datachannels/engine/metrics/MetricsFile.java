package io.datachannels.engine.metrics;

import io.datachannels.engine.run.Job;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a job's figures in a file, for the text collector of Prometheus' node exporter: replaced in one step, never half written. */
public final class MetricsFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);
    private static final long SECONDS = 10;

    private final Job job;
    private final Path file;
    private final Path fresh;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private MetricsFile(Job job, Path file) {
        this.job = job;
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
        this.thread = new Thread(this::writeAll, "metrics");
        thread.setDaemon(true);
    }

    /** @throws JobFailure if the file cannot be written */
    public static MetricsFile start(Job job, Path file) {
        MetricsFile metrics = new MetricsFile(job, file.toAbsolutePath());
        try {
            metrics.write();
        } catch (IOException e) {
            throw new JobFailure(
                    "the metrics file " + file + " cannot be written: " + reason(e),
                    "Name another file with --metrics-file.",
                    e);
        }
        metrics.thread.start();
        return metrics;
    }

    /** Writes the last figures. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tryToWrite();
    }

    private void writeAll() {
        try {
            while (!ended.await(SECONDS, TimeUnit.SECONDS)) {
                tryToWrite();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk that filled up is no reason to end the job. */
    private void tryToWrite() {
        try {
            write();
        } catch (IOException e) {
            LOG.warn("the metrics file {} cannot be written: {}", file, reason(e));
        }
    }

    private void write() throws IOException {
        Files.writeString(fresh, MetricsText.of(job), StandardCharsets.UTF_8);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        return e instanceof FileSystemException fs && fs.getReason() != null ? fs.getReason() : e.toString();
    }
}
