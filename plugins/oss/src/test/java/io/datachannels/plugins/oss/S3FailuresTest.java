package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the refusals of stores mean to a job; a store that refuses everything in the same way. */
class S3FailuresTest {
    private HttpServer server;
    private Bucket bucket;
    private volatile int status;
    private volatile String code = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        bucket = connect("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Bucket connect(String endpoint) {
        Account account = Parameters.none()
                .with("protocol", Protocol.S3)
                .with("endpoint", endpoint)
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("marker-of-a-secret"))
                .with("bucket", "bucket")
                .as(Account.class);
        return Bucket.connect(account, TestTask.first());
    }

    @AfterEach
    void stop() {
        bucket.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown",
        "503, ServiceUnavailable",
        "503, ''",
        "429, TooManyRequests",
        "400, RequestLimitExceeded"
    })
    void throttlingIsToldApart(int status, String code) {
        assertThat(refusal(status, code))
                .asInstanceOf(type(TransientFailure.class))
                .matches(TransientFailure::isThrottled);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "500, ''",
        "502, ''",
        "400, RequestTimeout",
        "400, BadDigest",
        "409, OperationAborted"
    })
    void whatMayPassIsTriedAgain(int status, String code) {
        assertThat(refusal(status, code))
                .asInstanceOf(type(TransientFailure.class))
                .matches(each -> !each.isThrottled());
    }

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, accessId",
        "403, SignatureDoesNotMatch, accessKey",
        "400, ExpiredToken, securityToken",
        "403, RequestTimeTooSkewed, clock",
        "403, AccessDenied, right",
        "404, NoSuchBucket, bucket",
        "301, PermanentRedirect, 'region and endpoint to those of the bucket, which is in eu-west-1'",
        "400, AuthorizationHeaderMalformed, region",
        "501, NotImplemented, nonConflict"
    })
    void whatTheJobFileMustMend(int status, String code, String action) {
        Failure failure = refusal(status, code);
        assertThat(failure).isInstanceOf(JobFailure.class);
        assertThat(failure.getMessage())
                .isEqualTo("ListObjectsV2 s3://bucket/a: " + code + ": told (request id R1)")
                .doesNotContain("marker-of-a-secret");
        assertThat(failure.action()).contains(action);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void anAnswerWithoutABodyGoesByItsStatus(int status) {
        this.status = status;
        if (status == 404) {
            assertThat(bucket.find("a")).isNull();
        } else {
            assertThatThrownBy(() -> bucket.find("a"))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("HeadObject s3://bucket/a: AccessDenied");
        }
    }

    /** As s3proxy answers when it is asked for uploads of a prefix. */
    @Test
    void aStoreThatCannotListUploadsIsDoneWithout() {
        status = 501;
        try {
            bucket.uploads().list("a");
            throw new AssertionError("not refused");
        } catch (JobFailure e) {
            assertThat(bucket.isDenied(e)).isTrue();
        }
    }

    @Test
    void anAnswerThatIsNoneMayBecomeOne() {
        server.stop(0);
        assertThatThrownBy(() -> bucket.first("a"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("ListObjectsV2 s3://bucket/a: ConnectException");
    }

    @Test
    void aServiceWithoutTlsIsToldFromOneWith() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Bucket tls = connect("https://127.0.0.1:" + plain.getLocalPort())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> refuseTls(plain));
            assertThatThrownBy(() -> tls.first("a"))
                    .isInstanceOf(JobFailure.class)
                    .extracting(each -> ((Failure) each).action())
                    .asString()
                    .contains("http or https");
            answered.join();
        }
    }

    static void refuseTls(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Failure refusal(int status, String code) {
        this.status = status;
        this.code = code;
        try {
            bucket.first("a");
        } catch (Failure e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-1");
        boolean none = exchange.getRequestMethod().equals("HEAD") || code.isEmpty();
        byte[] body = ("<Error><Code>" + code + "</Code><Message>told</Message><RequestId>R1</RequestId></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
