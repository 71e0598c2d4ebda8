package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the vendor's client does not send, but other clients do. */
class RawCallsTest extends SdkTest {
    private RawClient raw() {
        return new RawClient(emulator.endpoint());
    }

    @Test
    void anErrorSaysWhatTheServicesErrorsSay() throws IOException {
        String answer = raw().send("GET", "/data/gone", Map.of(), "/data/gone", "");
        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains(
                        "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><RequestId>")
                .contains("<HostId>127.0.0.1</HostId><Key>gone</Key></Error>")
                .contains("x-oss-request-id: ")
                .doesNotContain("xmlns");
        assertThat(raw().send("HEAD", "/data/gone", Map.of(), "/data/gone", ""))
                .contains("x-oss-err: ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No", "ab", "-abc", "abc-", "a_b"})
    void namesThatNoBucketHasAreRefused(String bucket) throws IOException {
        String resource = "/" + bucket + "/";
        assertThat(raw().send("PUT", resource, Map.of(), resource, "")).contains("<Code>InvalidBucketName</Code>");
        assertThat(emulator.store().buckets()).extracting(BucketInfo::name).containsExactly("data");
    }

    @ParameterizedTest
    @CsvSource({"/data//lead, /data//lead", "/data/\\lead, /data/%5Clead", "/data/%FF, /data/%FF"})
    void namesThatNoObjectHasAreRefused(String resource, String target) throws IOException {
        assertThat(raw().send("PUT", resource, Map.of(), target, "x"))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>InvalidObjectName</Code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.oss-cn-hangzhou.aliyuncs.com",
                "data.oss-cn-hangzhou-internal.aliyuncs.com:80",
                "data.localhost:99"
            })
    void theBucketMayStandInTheHostName(String host) throws IOException {
        put("a/b", "text");
        assertThat(raw().with("Host", host).send("GET", "/data/a/b", Map.of(), "/a/b", ""))
                .endsWith("\r\n\r\ntext");
        assertThat(raw().with("Host", host).send("GET", "/data/", Map.of(), "/", ""))
                .contains("<Key>a/b</Key>");
    }

    @Test
    void aHostOfTheServiceWithoutABucketLeavesItInThePath() throws IOException {
        put("a/b", "text");
        assertThat(raw().with("Host", "oss-cn-hangzhou.aliyuncs.com")
                        .send("GET", "/data/a/b", Map.of(), "/data/a/b", ""))
                .endsWith("\r\n\r\ntext");
    }

    @Test
    void aSubResourceMayCarryAnEmptyValue() throws IOException {
        assertThat(raw().send("POST", "/data/k", Map.of("uploads", ""), "/data/k?uploads=", ""))
                .contains("<UploadId>");
    }

    @Test
    void listsOfPartsAreRead() throws IOException {
        String id = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", "k"))
                .getUploadId();
        String[] etags = new String[3];
        for (int number = 1; number <= 2; number++) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[102_400]);
            etags[number] = oss.uploadPart(new UploadPartRequest("data", "k", id, number, bytes, 102_400))
                    .getETag();
        }
        assertThat(complete(id, part(2, etags[2]) + part(1, etags[1]))).contains("<Code>InvalidPartOrder</Code>");
        assertThat(complete(id, part(1, etags[1]) + part(1, etags[1]))).contains("<Code>InvalidPartOrder</Code>");
        assertThat(complete(id, "")).contains("<Code>MalformedXML</Code>");
        assertThat(complete(id, "<Part><PartNumber>one</PartNumber></Part>")).contains("<Code>MalformedXML</Code>");
        assertThat(complete(id, "<Part>")).contains("<Code>MalformedXML</Code>");
        String answer = complete(id, part(1, '"' + etags[1] + '"') + part(2, etags[2].toLowerCase(Locale.ROOT)));
        assertThat(answer).startsWith("HTTP/1.1 200").contains("-2&quot;</ETag>");
        assertThat(complete(id, part(1, etags[1]))).contains("<Code>NoSuchUpload</Code>");
    }

    private String complete(String id, String parts) throws IOException {
        return raw().send(
                        "POST",
                        "/data/k",
                        Map.of("uploadId", id),
                        "/data/k?uploadId=" + id,
                        "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
    }

    private static String part(int number, String etag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "x"})
    void partNumbersGoFromOneToTenThousand(String number) throws IOException {
        Map<String, String> query = Map.of("partNumber", number, "uploadId", "A");
        assertThat(raw().send("PUT", "/data/k", query, "/data/k?partNumber=" + number + "&uploadId=A", "x"))
                .contains("<Code>InvalidArgument</Code>", "<ArgumentName>partNumber</ArgumentName>");
    }

    @Test
    void aDeleteWithoutKeysOrWithTooManyIsRefused() throws IOException {
        Map<String, String> query = Map.of("delete", "");
        assertThat(raw().send("POST", "/data/", query, "/data/?delete", "<Delete></Delete>"))
                .contains("<Code>MalformedXML</Code>");
        String many = "<Delete>" + "<Object><Key>k</Key></Object>".repeat(1001) + "</Delete>";
        assertThat(raw().send("POST", "/data/", query, "/data/?delete", many)).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void entitiesFromOutsideAreNotRead() throws IOException {
        String bomb =
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Delete><Object><Key>&e;</Key></Object></Delete>";
        assertThat(raw().send("POST", "/data/", Map.of("delete", ""), "/data/?delete", bomb))
                .contains("<Code>MalformedXML</Code>");
    }

    @Test
    void aDiskThatFailsIsAnInternalErrorAndLeavesNothing() throws IOException {
        put("k", "old");
        Path writing = emulator.store().layout().spare();
        Files.delete(writing);
        refused("InternalError", () -> put("k", "new"));
        refused("InternalError", () -> put("other", "new"));
        Files.createDirectory(writing);
        assertThat(text("k")).isEqualTo("old");
        assertThat(oss.listObjects("data").getObjectSummaries()).hasSize(1);
        put("other", "new");
    }

    @Test
    void aPutThatBreaksOffLeavesNothing() throws IOException {
        put("k", "old");
        RawClient breaking = raw().withLength(10);
        assertThat(breaking.send("PUT", "/data/k", Map.of(), "/data/k", "short"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(text("k")).isEqualTo("old");
    }
}
