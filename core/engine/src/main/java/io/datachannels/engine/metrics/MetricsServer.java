package io.datachannels.engine.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.engine.run.Job;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers Prometheus while a job runs: {@code GET /metrics}. */
public final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MOST = 65_535;

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port on all addresses of this machine; 0 picks a free one
     * @throws JobFailure if the port is none or is taken
     */
    public static MetricsServer start(Job job, int port) {
        if (port < 0 || port > MOST) {
            throw new JobFailure(
                    "--metrics-port " + port + " is no port", "Choose one of 1..65535, or 0 for a free one.");
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            server.createContext("/metrics", exchange -> answer(exchange, MetricsText.of(job)));
            server.start();
            LOG.info(
                    "metrics are at http://localhost:{}/metrics",
                    server.getAddress().getPort());
            return new MetricsServer(server);
        } catch (IOException e) {
            throw new JobFailure(
                    "the metrics port " + port + " cannot be opened: " + e.getMessage(),
                    "Choose another one with --metrics-port; 0 picks a free one.",
                    e);
        }
    }

    /** The port that it answers at. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean known = exchange.getRequestURI().getPath().equals("/metrics");
            boolean asked = exchange.getRequestMethod().equals("GET");
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            if (!known || !asked) {
                exchange.sendResponseHeaders(known ? 405 : 404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
