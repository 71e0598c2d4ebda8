package io.datachannels.emulators.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Echo echo = new Echo();
    private final Faults faults = new Faults();
    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = LoopbackServer.start("echo", 0, echo, faults);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> send(String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private String text(String path) throws IOException, InterruptedException {
        return new String(send(path, new byte[0]).body(), UTF_8);
    }

    @Test
    void listensOnLoopbackOnlyAndHandsBodiesThrough() throws Exception {
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
        assertThat(send("/Any", Echo.LARGE).body()).isEqualTo(Echo.LARGE);
        assertThat(send("/Large", new byte[0]).body()).isEqualTo(Echo.LARGE);
        assertThat(send("/Pieces", new byte[0]).body())
                .hasSize(Echo.LARGE.length + 3)
                .endsWith('e', 'n', 'd');
        assertThat(send("/Nothing", new byte[0]).statusCode()).isEqualTo(204);
        HttpResponse<byte[]> head = client.send(
                HttpRequest.newBuilder(server.endpoint().resolve("/Head"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(12_345);
    }

    @Test
    void aTakenPortIsRefused() {
        assertThatThrownBy(
                        () -> LoopbackServer.start("second", server.endpoint().getPort(), echo, faults))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on port");
    }

    @Test
    void headerNamesKeepTheirCaseOnTheWire() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /Headers HTTP/1.1\r\nHost: h\r\nX-Mixed-Case: a\r\nx-mixed-case: b\r\nConnection: close\r\n\r\n"
                                    .getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer)
                    .contains("x-Lower-UPPER: 1\r\n", "x-lower-upper: 2\r\n")
                    .contains("x-mixed-case=a,b");
        }
    }

    @Test
    void queriesAreDecodedInOrder() throws Exception {
        assertThat(text("/Query?b=%2F+x&a&c=")).isEqualTo("b=%2F+x&a&c= {b=/ x, a=, c=}");
        assertThat(text("/Query")).isEqualTo(" {}");
    }

    @Test
    void aBodyOverTheLimitIsReadToItsEnd() throws Exception {
        assertThat(send("/Limited", new byte[10]).statusCode()).isEqualTo(200);
        assertThat(send("/Limited", Echo.LARGE).statusCode()).isEqualTo(413);
    }

    @Test
    void refusalsComeBeforeTheCallIsServed() throws Exception {
        faults.add(Fault.of("A", Fault.Kind.THROTTLE));
        faults.add(Fault.of("B", Fault.Kind.ERROR));
        assertThat(send("/A", Echo.LARGE).statusCode()).isEqualTo(503);
        assertThat(text("/A")).isEqualTo("THROTTLE A");
        assertThat(send("/B", new byte[0]).statusCode()).isEqualTo(500);
        assertThat(echo.served).hasValue(0);
        faults.clear();
        assertThat(send("/A", new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void aDroppedCallIsNotServedAndALostAnswerIs() throws Exception {
        faults.add(Fault.of("Drop", Fault.Kind.DROP));
        faults.add(Fault.of("Lose", Fault.Kind.LOSE_ANSWER).times(1));
        assertThatThrownBy(() -> send("/Drop", new byte[5])).isInstanceOf(IOException.class);
        assertThat(echo.served).hasValue(0);
        assertThatThrownBy(() -> send("/Lose", new byte[5])).isInstanceOf(IOException.class);
        assertThat(echo.served).hasValue(1);
        assertThat(send("/Lose", new byte[5]).body()).hasSize(5);
    }

    @Test
    void aTruncatedAnswerHasHalfOfItsBytes() throws Exception {
        faults.add(Fault.of("*", Fault.Kind.TRUNCATE));
        assertThatThrownBy(() -> send("/Large", new byte[0])).isInstanceOf(IOException.class);
        for (String path : List.of("/Large", "/Pieces")) {
            try (Socket socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
                socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(ISO_8859_1));
                int received = socket.getInputStream().readAllBytes().length;
                assertThat(received).isBetween(Echo.LARGE.length / 2, Echo.LARGE.length / 2 + 500);
            }
        }
    }

    @Test
    void latencyIsAddedToTheCall() throws Exception {
        faults.add(Fault.latency("Slow", Duration.ofMillis(150)));
        long start = System.nanoTime();
        send("/Slow", new byte[0]);
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(140));
    }

    @Test
    void theObserverSeesCallsBeforeTheyAreServedAndCanHoldThem() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        faults.observe(operation -> {
            seen.add(operation);
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        HttpRequest request =
                HttpRequest.newBuilder(server.endpoint().resolve("/Held")).build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        arrived.await();
        assertThat(echo.served).hasValue(0);
        release.countDown();
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(seen).containsExactly("Held");
    }

    @Test
    void aServiceThatDoesNotReplyLosesItsConnection() {
        assertThatThrownBy(() -> send("/Silent", new byte[0])).isInstanceOf(IOException.class);
    }
}
