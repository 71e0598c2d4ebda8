package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.HttpMethod;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.model.GeneratePresignedUrlRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.ResponseHeaderOverrides;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends SdkTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aWrongSecretOrAnUnknownKeyIsRefused() {
        OSS wrong = Clients.v1(emulator, "local", "wrong");
        OSSException error = refused("SignatureDoesNotMatch", () -> wrong.getObject("data", "k"));
        assertThat(error.getRawResponseError())
                .contains("<StringToSign>GET&#10;", "<OSSAccessKeyId>local</OSSAccessKeyId>");
        assertThat(refused("SignatureDoesNotMatch", () -> wrong.getObjectMetadata("data", "k"))
                        .getRequestId())
                .isNotEmpty();
        OSS unknown = Clients.v1(emulator, "nobody", "local");
        refused("InvalidAccessKeyId", () -> unknown.listObjects("data"));
        assertThat(wrong.doesBucketExist("nowhere")).as("as with the service").isTrue();
        wrong.shutdown();
        unknown.shutdown();
    }

    @Test
    void oneWhoDoesNotSignIsRefused() throws Exception {
        OSS anonymous = new OSSClientBuilder()
                .build(emulator.endpoint().toString(), new NoCredentials(), Clients.configuration(0));
        refused("AccessDenied", () -> anonymous.listObjects("data"));
        anonymous.shutdown();
        HttpResponse<String> answer = get(emulator.endpoint() + "/data/k");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>").doesNotContain("xmlns");
    }

    @Test
    void severalKeysCanBeGiven() {
        try (OssEmulator other = OssEmulator.inMemory()
                .credentials("one", "1")
                .credentials("two", "2")
                .start()) {
            other.createBucket("data");
            for (String id : new String[] {"one", "two"}) {
                OSS client = Clients.v1(other, id, id.equals("one") ? "1" : "2");
                assertThat(client.listObjects("data").getObjectSummaries()).isEmpty();
                client.shutdown();
            }
            OSS local = Clients.v1(other);
            refused("InvalidAccessKeyId", () -> local.listObjects("data"));
            local.shutdown();
        }
    }

    @Test
    void aPresignedUrlLetsAnyoneGetAndPut() throws Exception {
        presigned(oss);
        OSS v4 = Clients.v4(emulator);
        presigned(v4);
        v4.shutdown();
    }

    private void presigned(OSS client) throws Exception {
        Date soon = Date.from(Instant.now().plusSeconds(60));
        GeneratePresignedUrlRequest put = new GeneratePresignedUrlRequest("data", "a b/ü+", HttpMethod.PUT);
        put.setExpiration(soon);
        put.setContentType("text/csv");
        put.addUserMetadata("by", "url");
        HttpResponse<String> stored = http.send(
                HttpRequest.newBuilder(uri(client.generatePresignedUrl(put)))
                        .header("Content-Type", "text/csv")
                        .header("x-oss-meta-by", "url")
                        .PUT(HttpRequest.BodyPublishers.ofString("text"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        assertThat(oss.getObjectMetadata("data", "a b/ü+").getUserMetadata()).isEqualTo(Map.of("by", "url"));

        GeneratePresignedUrlRequest get = new GeneratePresignedUrlRequest("data", "a b/ü+");
        get.setExpiration(soon);
        ResponseHeaderOverrides overrides = new ResponseHeaderOverrides();
        overrides.setContentType("text/x-other");
        get.setResponseHeaders(overrides);
        URL url = client.generatePresignedUrl(get);
        HttpResponse<String> got = get(url.toString());
        assertThat(got.body()).isEqualTo("text");
        assertThat(got.headers().firstValue("Content-Type")).contains("text/x-other");
        assertThat(get(url.toString().replace("x-other", "x-forged")).statusCode())
                .isEqualTo(403);
        assertThat(client.getObject(url, Map.of()).getObjectMetadata().getContentLength())
                .isEqualTo(4);
    }

    @Test
    void aPresignedUrlEnds() throws Exception {
        put("k", "x");
        OSS v4 = Clients.v4(emulator);
        String one = oss.generatePresignedUrl(
                        "data", "k", Date.from(Instant.now().minusSeconds(1)))
                .toString();
        String four = v4.generatePresignedUrl(
                        "data", "k", Date.from(Instant.now().plusSeconds(2_000)))
                .toString();
        v4.shutdown();
        assertThat(get(one).body()).contains("<Code>AccessDenied</Code>", "expired");
        assertThat(get(four).statusCode()).isEqualTo(200);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(3_000));
        try (OssEmulator old = OssEmulator.inMemory().clock(later).start()) {
            String there =
                    four.replace(emulator.endpoint().toString(), old.endpoint().toString());
            assertThat(get(there).body()).contains("expired");
        }
    }

    @Test
    void aClientWhoseClockIsOffIsRefusedAndCorrectsItself() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16));
        try (OssEmulator other = OssEmulator.inMemory().clock(later).start()) {
            other.createBucket("data");
            ClientBuilderConfiguration configuration = Clients.configuration(0);
            configuration.setEnableAutoCorrectClockSkew(true);
            OSS client = new OSSClientBuilder().build(other.endpoint().toString(), "local", "local", configuration);
            assertThat(refused("RequestTimeTooSkewed", () -> client.listObjects("data"))
                            .getRawResponseError())
                    .contains("<ServerTime>", "<MaxAllowedSkewMilliseconds>900000");
            assertThat(client.listObjects("data").getObjectSummaries()).isEmpty();
            client.shutdown();
        }
    }

    @Test
    void aDateOfTheServicesOwnStandsInForDate() throws Exception {
        put("k", "text");
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        String text = SignatureV1.stringToSign("GET", Map.of("x-oss-date", date), date, "/data/k", Map.of());
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint().resolve("/data/k"))
                .header("x-oss-date", date)
                .header("Authorization", "OSS local:" + SignatureV1.sign("local", text))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("text");
    }

    @Test
    void additionalHeadersCanBeSigned() throws IOException {
        put("k", "text");
        OSS v4 = Clients.v4(emulator);
        GetObjectRequest request = new GetObjectRequest("data", "k");
        request.addAdditionalHeaderName("host");
        request.addAdditionalHeaderName("range");
        request.setRange(1, 2);
        assertThat(new String(bytes(v4.getObject(request)), UTF_8).toUpperCase(Locale.ROOT))
                .isEqualTo("EX");
        v4.shutdown();
    }

    @Test
    void anAuthorizationOfAnotherFormIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint().resolve("/data/k"))
                .header("Authorization", "Basic bG9jYWw6bG9jYWw=")
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("<Code>InvalidArgument</Code>");
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(URL url) throws Exception {
        return url.toURI();
    }

    private static final class NoCredentials implements CredentialsProvider {
        @Override
        public void setCredentials(Credentials credentials) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Credentials getCredentials() {
            return new Credentials() {
                @Override
                public String getAccessKeyId() {
                    return "";
                }

                @Override
                public String getSecretAccessKey() {
                    return "";
                }

                @Override
                public String getSecurityToken() {
                    return null;
                }

                @Override
                public boolean useSecurityToken() {
                    return false;
                }
            };
        }
    }
}
