package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.metrics.MetricsFile;
import io.datachannels.engine.metrics.MetricsServer;
import io.datachannels.engine.run.Job;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's figures as Prometheus gets them, from a job that runs. */
class MetricsTest {
    @TempDir
    Path folder;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);

    private Job job() {
        return new JobRun(MemoryReaderPlugin.of(5, 100), writer, folder.resolve("runs")).job();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String body(int port) throws InterruptedException {
        try {
            return get(port, "/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String labels(Job job) {
        return "{job=\"memory.json\",run=\"" + job.runId().orElse("") + "\"} ";
    }

    @Test
    void theFileHasTheLastFigures() throws IOException {
        Job job = job();
        Path file = folder.resolve("job.prom");
        try (MetricsFile metrics = MetricsFile.start(job, file)) {
            assertThat(metrics).isNotNull();
            assertThat(file).content().contains("datachannels_stage{job=\"memory.json\",run=\"\",stage=\"bind\"} 1\n");
            job.run();
        }
        assertThat(file)
                .content()
                .contains("# TYPE datachannels_read_rows_total counter\n")
                .contains("datachannels_read_rows_total" + labels(job) + "500\n")
                .contains("datachannels_written_rows_total" + labels(job) + "500\n")
                .contains("datachannels_finished_splits" + labels(job) + "5\n")
                .contains("datachannels_progress_ratio" + labels(job) + "1\n")
                .contains("outcome=\"done\"} 1\n", "outcome=\"failed\"} 0\n")
                .contains("datachannels_exit_code" + labels(job) + "0\n")
                .doesNotContain("E9", "NaN");
        assertThat(folder.resolve("job.prom.new")).doesNotExist();
    }

    @Test
    void theServerAnswersWhileTheJobRunsAndNoLonger() throws Exception {
        Job job = job();
        List<String> seen = new ArrayList<>();
        int port;
        try (MetricsServer server = MetricsServer.start(job, 0)) {
            port = server.port();
            writer.before("commit", step -> seen.add(body(port)));
            job.run();
            assertThat(get(port, "/metrics").headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(get(port, "/metricsx").statusCode()).isEqualTo(404);
            assertThat(get(port, "/").statusCode()).isEqualTo(404);
        }
        assertThat(seen).singleElement().asString().contains("stage=\"commit_writer\"} 1\n");
        assertThatThrownBy(() -> get(port, "/metrics")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortInUseIsSaid() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> MetricsServer.start(job(), port))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("the metrics port " + port + " cannot be opened");
        }
        assertThatThrownBy(() -> MetricsServer.start(job(), 70_000)).hasMessage("--metrics-port 70000 is no port");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() throws IOException {
        Path absent = folder.resolve("absent/job.prom");
        assertThatThrownBy(() -> MetricsFile.start(job(), absent))
                .isInstanceOf(JobFailure.class)
                .hasMessage("the metrics file " + absent + " cannot be written: its folder is not there");
        Path taken = Files.createDirectories(folder.resolve("taken/full"));
        assertThatThrownBy(() -> MetricsFile.start(job(), taken.getParent()))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("cannot be written");
    }
}
