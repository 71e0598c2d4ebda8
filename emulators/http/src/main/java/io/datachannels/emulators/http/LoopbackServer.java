package io.datachannels.emulators.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP/1.1 server on 127.0.0.1 that hands each request to a {@link Service} and shows the {@link Faults} it is told. */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int THREADS = 128;

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts serving.
     *
     * @param name names the server's threads
     * @param port 0 picks a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static LoopbackServer start(String name, int port, Service service, Faults faults) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName(name);
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(64 * 1024);
        http.setResponseHeaderSize(64 * 1024);
        http.setHeaderCacheCaseSensitive(true); // what clients signed is what they sent
        ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(300_000);
        server.addConnector(connector);
        server.setHandler(new Dispatch(service, faults));
        try {
            server.start();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(name + " cannot listen on port " + port, e));
        }
        return new LoopbackServer(server, connector);
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Closes the port and ends the calls under way; returns when no call is being served any more. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    private static final class Dispatch extends Handler.Abstract {
        private final Service service;
        private final Faults faults;

        Dispatch(Service service, Faults faults) {
            this.service = service;
            this.faults = faults;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange probe = new Exchange(request, response, null);
            String operation = service.operation(probe);
            try {
                faults.observed(operation);
                Fault latency = faults.next(operation, Fault.Kind.LATENCY);
                if (latency != null) {
                    Thread.sleep(latency.latency().toMillis());
                }
                serve(operation, request, response, callback);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                drop(request, callback, e);
            } catch (EofException e) {
                LOG.debug("{} {}: the client has gone", request.getMethod(), request.getHttpURI(), e);
                drop(request, callback, e);
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} {} failed", request.getMethod(), request.getHttpURI(), e);
                drop(request, callback, e);
            }
            return true;
        }

        private void serve(String operation, Request request, Response response, Callback callback) throws IOException {
            if (faults.next(operation, Fault.Kind.DROP) != null) {
                drop(request, callback, new EofException("dropped as told"));
                return;
            }
            Fault.Kind harm = harm(operation);
            Exchange exchange = new Exchange(request, response, harm);
            Fault refusal = refusal(operation);
            if (refusal != null) {
                service.refuse(refusal, operation, exchange);
            } else {
                service.serve(operation, exchange);
            }
            if (harm != null) {
                drop(request, callback, new EofException("cut as told"));
            } else if (!exchange.replied()) {
                throw new IllegalStateException("no reply to " + operation);
            } else {
                callback.succeeded();
            }
        }

        private Fault refusal(String operation) {
            Fault throttle = faults.next(operation, Fault.Kind.THROTTLE);
            return throttle != null ? throttle : faults.next(operation, Fault.Kind.ERROR);
        }

        private Fault.Kind harm(String operation) {
            if (faults.next(operation, Fault.Kind.LOSE_ANSWER) != null) {
                return Fault.Kind.LOSE_ANSWER;
            }
            return faults.next(operation, Fault.Kind.TRUNCATE) == null ? null : Fault.Kind.TRUNCATE;
        }

        /** What is to be logged was logged; Jetty says nothing of an EofException. */
        private static void drop(Request request, Callback callback, Exception cause) {
            request.getConnectionMetaData().getConnection().getEndPoint().close(cause);
            callback.failed(cause instanceof EofException ? cause : new EofException(cause));
        }
    }
}
