package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What stores that speak S3 do differently, each shown by a server that does just that. */
class S3DialectsTest {
    private static final ObjectTraits CSV = new ObjectTraits("text/csv", "");

    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Account account;
    private Bucket bucket;
    private volatile HttpHandler answer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            answer.handle(exchange);
            exchange.close();
        });
        server.start();
        account = Parameters.none()
                .with("protocol", Protocol.S3)
                .with("endpoint", "http://127.0.0.1:" + server.getAddress().getPort())
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

    /** Ceph before its release of 2025, and others, refuse bodies in chunks and checksums behind them. */
    @Test
    void requestsAreSuchAsOldStoresKnow() {
        answer = exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"e\"");
            send(
                    exchange,
                    200,
                    switch (String.valueOf(exchange.getRequestURI().getQuery())) {
                        case "uploads", "uploads=" ->
                            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
                        case "delete", "delete=" -> "<DeleteResult/>";
                        case "uploadId=u" -> "<CompleteMultipartUploadResult/>";
                        default -> "";
                    });
        };
        bucket.put("k", new byte[10], CSV, false);
        Uploads uploads = bucket.uploads();
        Part part = uploads.upload("k", uploads.initiate("k", CSV), 1, new byte[10], 5);
        uploads.complete(new ObjectReport("k", "u", List.of(part), 5, ""), false);
        bucket.delete(List.of("k"));
        assertThat(requests).hasSize(5).allSatisfy(headers -> {
            assertThat(headers.keySet())
                    .doesNotContain(
                            "X-amz-trailer",
                            "X-amz-decoded-content-length",
                            "Content-encoding",
                            "Transfer-encoding",
                            "Expect");
            assertThat(headers.getFirst("X-amz-content-sha256")).doesNotStartWith("STREAMING");
        });
        assertThat(Stream.of(0, 2, 4).map(requests::get))
                .as("put, part and delete")
                .allSatisfy(headers -> assertThat(headers).containsKey("Content-md5"));
    }

    /** Stores that know only the first version of the call, whose pages would end the list in silence. */
    @Test
    void aListThatCannotGoOnFailsTheJob() {
        answer = exchange -> send(
                exchange,
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a</Key><Size>1</Size><ETag>e</ETag></Contents></ListBucketResult>");
        assertThatThrownBy(() -> bucket.list("", 2000, key -> true))
                .isInstanceOf(JobFailure.class)
                .hasMessage("this store lists the first 1 objects and does not say how to go on");
    }

    @Test
    void aListThatDoesNotSayWhetherItIsWholeIs() {
        answer = exchange -> send(
                exchange,
                200,
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><ETag>e</ETag></Contents></ListBucketResult>");
        assertThat(bucket.list("", 2000, key -> true)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'\"new\"', bytes 5-9/10", "'\"new\"', ''"})
    void aStoreThatDoesNotGoByIfMatchIsFoundOut(String etag, String range) {
        answer = exchange -> object(exchange, etag, range);
        assertThatThrownBy(() -> bucket.open("k", "\"old\"", 5, 10))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("s3://bucket/k was replaced or removed while the job read it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes 0-4/10"})
    void aStoreThatDoesNotGoByRangesIsFoundOut(String range) {
        answer = exchange -> object(exchange, "\"e\"", range);
        assertThatThrownBy(() -> bucket.open("k", "\"e\"", 5, 10))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("GetObject s3://bucket/k: the answer does not begin with byte 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "\"e\"", "\"E\""})
    void etagsMayBeQuotedOrNot(String etag) throws IOException {
        answer = exchange -> object(exchange, etag, "bytes 5-9/10");
        ObjectBody body = bucket.open("k", "\"e\"", 5, 10);
        try (InputStream content = body.content()) {
            assertThat(content.readAllBytes()).hasSize(5);
        }
    }

    private static void object(HttpExchange exchange, String etag, String range) throws IOException {
        exchange.getResponseHeaders().add("ETag", etag);
        if (!range.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Range", range);
        }
        send(exchange, range.isEmpty() ? 200 : 206, "12345");
    }

    /** Amazon's begins to answer while it puts the parts together, when it does not know yet how that ends. */
    @Test
    void aFailureMayComeWithStatus200() {
        answer = exchange -> send(
                exchange,
                200,
                "<?xml version=\"1.0\"?>\n  <Error><Code>InternalError</Code><Message>told</Message></Error>");
        Part part = new Part(1, "e", 5, "");
        try (S3Store store = new S3Store(account)) {
            assertThatThrownBy(() -> store.complete(new ObjectReport("k", "u", List.of(part), 5, ""), false))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("CompleteMultipartUpload s3://bucket/k: InternalError: told");
        }
    }

    @Test
    void anObjectThatIsGoneIsRemoved() {
        String refusal = "<DeleteResult><Error><Key>a</Key><Code>NoSuchKey</Code></Error>%s</DeleteResult>";
        answer = exchange -> send(exchange, 200, refusal.formatted(""));
        assertThatCode(() -> bucket.delete(List.of("a"))).doesNotThrowAnyException();
        answer = exchange ->
                send(exchange, 200, refusal.formatted("<Error><Key>b</Key><Code>AccessDenied</Code></Error>"));
        assertThatThrownBy(() -> bucket.delete(List.of("a", "b")))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("the service did not remove 1 objects, of them s3://bucket/b");
    }

    /** The answer to HEAD has no body that could say why. */
    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, securityToken",
        "400, AuthorizationHeaderMalformed, region",
        "301, PermanentRedirect, region",
        "403, RequestTimeTooSkewed, clock",
        "403, AccessDenied, an object that is not there is refused in this way too"
    })
    void whyAnObjectIsRefusedIsAsked(int status, String code, String action) {
        answer = exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                send(exchange, status, "<Error><Code>" + code + "</Code><Message>told</Message></Error>");
            }
        };
        assertThatThrownBy(() -> bucket.find("k"))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("HeadObject s3://bucket/k: " + code + ": told")
                .satisfies(each -> assertThat(((Failure) each).action()).contains(action));
    }

    /** In the middle of a call the SDK asks for the key, which may be that of a role. */
    @Test
    void whatIsWrongWithTheKeysIsSaidAsItIs() {
        TransientFailure ours = new TransientFailure("the metadata service does not answer", null);
        try (S3Client client = S3Clients.of(account, () -> {
            throw ours;
        })) {
            StoreCalls<S3Client> calls = new StoreCalls<>(client, Protocol.S3, "bucket", S3Failures::of);
            assertThatThrownBy(() -> calls.call("ListBuckets", "", S3Client::listBuckets))
                    .isSameAs(ours);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void aMarkerThatMayNotBeSeenIsToldBeforeAnythingIsWritten() {
        answer = exchange -> {
            boolean list = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
            send(
                    exchange,
                    list ? 200 : 403,
                    list ? "<ListBucketResult/>" : "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        };
        assertThatThrownBy(() -> open(true))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("t__SUCCESS: AccessDenied");
        assertThatCode(() -> open(false)).doesNotThrowAnyException();
    }

    private void open(boolean marker) {
        OssWriterConfig config = Parameters.none()
                .with("protocol", Protocol.S3)
                .with("endpoint", account.endpoint())
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "bucket")
                .with("object", "t")
                .with("writeMode", WriteMode.APPEND)
                .with("successMarker", marker)
                .as(OssWriterConfig.class);
        new OssWriterPlugin()
                .open(config, Batches.schema("a"), TestTask.first())
                .close();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
