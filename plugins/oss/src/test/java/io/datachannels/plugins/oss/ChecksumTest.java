package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that arrive otherwise than they were sent: a service that always names the checksum 1. */
class ChecksumTest {
    private static final String DONE =
            "<CompleteMultipartUploadResult><Bucket>bucket</Bucket><Key>t</Key><ETag>E</ETag></CompleteMultipartUploadResult>";

    private HttpServer server;
    private Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ChecksumTest::answer);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        Account account = Parameters.none()
                .with("endpoint", endpoint)
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "bucket")
                .as(Account.class);
        bucket = Bucket.connect(account, TestTask.first());
    }

    @AfterEach
    void stop() {
        bucket.close();
        server.stop(0);
    }

    @Test
    void anObjectWhoseBytesChangedOnTheirWayFailsTheTask() {
        try (ObjectStream stream = new ObjectStream(bucket, new ObjectPiece("a", 4, "E", 0, 4), 0)) {
            byte[] target = new byte[10];
            int count = stream.read(target, 0, 10);
            assertThat(new String(target, 0, count, StandardCharsets.UTF_8)).isEqualTo("body");
            assertThatThrownBy(() -> stream.read(target, 0, 10))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("oss://bucket/a has checksum 1, but its bytes arrived as ");
        }
    }

    @Test
    void aPartWhoseBytesChangedOnTheirWayIsSentAgain() {
        assertThatThrownBy(() -> bucket.uploads().upload("t", "U", 1, "part".getBytes(StandardCharsets.UTF_8), 4))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("bytes changed on their way");
    }

    @Test
    void aCompletedObjectOfAnotherChecksumIsNotTaken() {
        ObjectReport report = new ObjectReport("t", "U", List.of(new Part(1, "E", 4, "2")), 4, "2");
        assertThatThrownBy(() -> bucket.uploads().complete(report, false))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("expected 4 bytes with checksum 2");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("x-oss-hash-crc64ecma", "1");
        exchange.getResponseHeaders().add("ETag", "\"E\"");
        byte[] body = (exchange.getRequestMethod().equals("POST") ? DONE : "body").getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
