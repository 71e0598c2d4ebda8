package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Who may call, and whether what arrives is what was sent. */
class S3SignatureTest extends S3Test {
    private static final String BODY = "body";

    /** The example "GET Object" of Amazon's description of the signature. */
    @Test
    void theExampleOfTheDescription() {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", S3Signature.EMPTY_SHA256,
                "x-amz-date", "20130524T000000Z"));
        String canonical = S3Signature.canonicalRequest(
                "GET", "/test.txt", Map.of(), headers, List.copyOf(headers.keySet()), S3Signature.EMPTY_SHA256);
        var scope = SignatureScope.parse("20130524/us-east-1/s3/aws4_request", S3Signature.END);
        byte[] key = S3Signature.key("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope);
        String text = S3Signature.stringToSign("20130524T000000Z", scope, canonical);
        assertThat(S3Signature.sign(key, text))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    /** The example of an upload in chunks of Amazon's description. */
    @Test
    void theExampleOfChunks() {
        var scope = SignatureScope.parse("20130524/us-east-1/s3/aws4_request", S3Signature.END);
        byte[] key = S3Signature.key("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope);
        S3Seal seal = new S3Seal(
                key, "20130524T000000Z", scope, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        String chunk = SignatureV4.sha256("a".repeat(65536));
        assertThat(seal.chunk(seal.signature(), chunk))
                .isEqualTo("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    }

    @Test
    void keysAreChecked() {
        try (S3Client wrong = client("local", "wrong", each -> {});
                S3Client unknown = client("nobody", "local", each -> {})) {
            refused(403, "SignatureDoesNotMatch", () -> wrong.listBuckets());
            refused(403, "SignatureDoesNotMatch", () -> put(wrong));
            refused(403, "InvalidAccessKeyId", () -> unknown.listBuckets());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void bodiesInChunksWithAChecksumBehindThem(ChecksumAlgorithm algorithm) throws IOException {
        byte[] bytes = Clients.random(400_000, 3);
        s3.putObject(
                request -> request.bucket("data").key("k").checksumAlgorithm(algorithm), RequestBody.fromBytes(bytes));
        try (var in = emulator.store().open("data", "k")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void bodiesWithoutChunks() throws IOException {
        try (S3Client plain = client(
                "local",
                "local",
                each -> each.serviceConfiguration(S3Configuration.builder()
                                .chunkedEncodingEnabled(false)
                                .build())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED))) {
            put(plain);
        }
        assertThat(stored()).isEqualTo(BODY);
    }

    @Test
    void aWrongChecksumIsRefused() throws IOException {
        assertThat(catchThrowableOfType(OssError.class, () -> chunked("x-amz-checksum-crc32:AAAAAA=="))
                        .code())
                .isEqualTo("BadDigest");
        assertThat(catchThrowableOfType(OssError.class, () -> chunked("")).code())
                .as("none came")
                .isEqualTo("BadDigest");
        CRC32 crc = new CRC32();
        crc.update(BODY.getBytes(UTF_8));
        byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        String right = Base64.getEncoder().encodeToString(value);
        assertThat(chunked("x-amz-checksum-crc32:" + right)).isEqualTo(BODY);
    }

    @Test
    void theCrcOfTheNvmeSpecification() {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update("123456789".getBytes(UTF_8), 0, 9);
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("ae8b14860a799888");
    }

    /** What arrives of a body in unsigned chunks, as clients send over TLS. */
    private static String chunked(String trailer) throws IOException {
        String body = "4\r\n" + BODY + "\r\n0\r\n" + trailer + "\r\n\r\n";
        Map<String, String> checksums = new TreeMap<>();
        S3Chunks chunks = new S3Chunks(new ByteArrayInputStream(body.getBytes(UTF_8)), null, checksums);
        try (InputStream in = new S3Checked(chunks, checksums, Map.of("x-amz-trailer", "x-amz-checksum-crc32"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void presignedAddresses() throws IOException, InterruptedException {
        put(s3);
        try (S3Presigner presigner = presigner()) {
            String url = presigner
                    .presignGetObject(each -> each.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket("data").key("k")))
                    .url()
                    .toString();
            assertThat(get(url)).isEqualTo(BODY);
            assertThat(get(url.replace("X-Amz-Expires=300", "X-Amz-Expires=301")))
                    .contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    private S3Presigner presigner() {
        return S3Presigner.builder()
                .s3Client(s3)
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void put(S3Client client) {
        client.putObject(request -> request.bucket("data").key("k"), RequestBody.fromString(BODY));
    }

    private String stored() throws IOException {
        try (var in = emulator.store().open("data", "k")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
