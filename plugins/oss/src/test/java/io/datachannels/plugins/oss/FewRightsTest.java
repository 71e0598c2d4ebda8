package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that lets nobody list, and has no object. */
class FewRightsTest {
    private static final String DENIED =
            "<Error><Code>AccessDenied</Code><Message>no</Message><RequestId>R1</RequestId><HostId>h</HostId></Error>";

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", FewRightsTest::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aMissingObjectIsToldWithoutItsNeighbours() {
        assertThatThrownBy(() -> ReadRun.open(reader("in/a.csv")))
                .isInstanceOf(JobFailure.class)
                .hasMessage("no object of bucket bucket is named in/a.csv");
    }

    @Test
    void aMissingObjectMayBeMissing() {
        assertThatCode(() -> ReadRun.open(reader("in/a.csv").with("successOnNoObject", true))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void aPatternNeedsTheRightToList() {
        assertThatThrownBy(() -> ReadRun.open(reader("in/*")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("ListObjectsV2 oss://bucket/in/: AccessDenied: no (request id R1)");
    }

    @Test
    void onlyAppendDoesWithoutTheRightToList() {
        assertThatThrownBy(() -> open(WriteMode.TRUNCATE))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("AccessDenied");
        assertThatThrownBy(() -> open(WriteMode.NONCONFLICT))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("AccessDenied");
        assertThatCode(() -> open(WriteMode.APPEND)).doesNotThrowAnyException();
    }

    private void open(WriteMode mode) {
        OssWriterConfig config =
                account().with("object", "t").with("writeMode", mode).as(OssWriterConfig.class);
        new OssWriterPlugin()
                .open(config, Batches.schema("a"), TestTask.first())
                .close();
    }

    private Parameters reader(String object) {
        return account()
                .with("object", List.of(object))
                .with("column", List.of(new ReadColumn(null, "*", null, "STRING", null)));
    }

    private Parameters account() {
        return Parameters.none()
                .with("endpoint", "http://127.0.0.1:" + server.getAddress().getPort())
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "bucket");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = DENIED.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(head ? 404 : 403, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
