package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.http.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class S3CallsTest extends S3Test {
    private static final int SMALLEST = 5 << 20;

    @Test
    void buckets() {
        s3.createBucket(request -> request.bucket("more"));
        assertThat(s3.listBuckets().buckets()).extracting("name").containsExactly("data", "more");
        s3.headBucket(request -> request.bucket("more"));
        s3.deleteBucket(request -> request.bucket("more"));
        assertThatThrownBy(() -> s3.headBucket(request -> request.bucket("more")))
                .hasMessageContaining("Status Code: 404");
        refused(404, "NoSuchBucket", () -> s3.listObjectsV2(request -> request.bucket("more")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "dir/é ü+&=~'(*)?#%.csv", "日本/\uD83D\uDE00"})
    void anObjectComesBackAsItWasPut(String key) throws IOException {
        byte[] bytes = Clients.random(300_000, 1);
        String etag = s3.putObject(
                        request -> request.bucket("data")
                                .key(key)
                                .contentType("text/csv")
                                .metadata(Map.of("run", "7"))
                                .serverSideEncryption(ServerSideEncryption.AES256),
                        RequestBody.fromBytes(bytes))
                .eTag();
        assertThat(etag).matches("\"[0-9a-f]{32}\"");
        var got = s3.getObjectAsBytes(request -> request.bucket("data").key(key));
        assertThat(got.asByteArray()).isEqualTo(bytes);
        GetObjectResponse answer = got.response();
        assertThat(answer.eTag()).isEqualTo(etag);
        assertThat(answer.metadata()).containsExactly(Map.entry("run", "7"));
        assertThat(answer.contentType()).isEqualTo("text/csv");
        assertThat(answer.contentEncoding())
                .as("aws-chunked is how it came, not what it is")
                .isNull();
        assertThat(answer.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket("data").key(key));
        assertThat(head.contentLength()).isEqualTo(300_000);
        assertThat(head.eTag()).isEqualTo(etag);
        try (var in = emulator.store().open("data", key)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        s3.deleteObject(request -> request.bucket("data").key(key));
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket("data").key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void whatAClientOfOssStoredIsThereToo() {
        var oss = Clients.v1(emulator);
        try {
            var metadata = new com.aliyun.oss.model.ObjectMetadata();
            metadata.addUserMetadata("run", "7");
            oss.putObject("data", "k", Clients.stream("text"), metadata);
            var got = s3.getObjectAsBytes(request -> request.bucket("data").key("k"));
            assertThat(got.asUtf8String()).isEqualTo("text");
            assertThat(got.response().metadata()).containsExactly(Map.entry("run", "7"));
        } finally {
            oss.shutdown();
        }
    }

    @Test
    void rangesAndConditions() {
        put("k", "0123456789");
        assertThat(text("bytes=2-4")).isEqualTo("234");
        assertThat(text("bytes=7-99")).as("cut at the end").isEqualTo("789");
        assertThat(text("bytes=-3")).isEqualTo("789");
        refused(416, "InvalidRange", () -> text("bytes=10-12"));
        String etag = s3.headObject(request -> request.bucket("data").key("k")).eTag();
        s3.getObjectAsBytes(request -> request.bucket("data").key("k").ifMatch(etag));
        refused(
                412,
                "PreconditionFailed",
                () -> s3.getObjectAsBytes(
                        request -> request.bucket("data").key("k").ifMatch("\"0\"")));
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket("data").key("k").ifNoneMatch(etag)))
                .hasMessageContaining("Status Code: 304");
        refused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(
                        request -> request.bucket("data").key("k").ifNoneMatch("*"), RequestBody.fromString("other")));
        assertThat(text(null)).isEqualTo("0123456789");
    }

    @Test
    void copies() {
        put("a b", "text");
        CopyObjectResponse answer = s3.copyObject(request -> request.sourceBucket("data")
                .sourceKey("a b")
                .destinationBucket("data")
                .destinationKey("k"));
        assertThat(answer.copyObjectResult().eTag()).matches("\"[0-9a-f]{32}\"");
        assertThat(text(null)).isEqualTo("text");
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 5; i++) {
            put("dir/" + i + " +&", "x");
        }
        put("dir/sub/a", "x");
        put("other", "x");
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListObjectsV2Response page = s3.listObjectsV2(
                    request -> request.bucket("data").prefix("dir/").maxKeys(2).continuationToken(next));
            page.contents().stream().map(S3Object::key).forEach(keys::add);
            token = page.nextContinuationToken();
        } while (token != null);
        assertThat(keys).containsExactly("dir/0 +&", "dir/1 +&", "dir/2 +&", "dir/3 +&", "dir/4 +&", "dir/sub/a");
        ListObjectsV2Response grouped = s3.listObjectsV2(
                request -> request.bucket("data").prefix("dir/").delimiter("/"));
        assertThat(grouped.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("dir/sub/");
        assertThat(grouped.maxKeys()).isEqualTo(1000);
        assertThat(s3.listObjects(request -> request.bucket("data").marker("dir/sub/a"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("other");
    }

    @Test
    void deletesManyAndNamesThoseThatStay() {
        put("a", "x");
        put("b", "x");
        emulator.faults().add(Fault.of("DeleteObjects", Fault.Kind.REFUSE_ROW).after(1));
        DeleteObjectsResponse answer = s3.deleteObjects(
                request -> request.bucket("data").delete(delete -> delete.objects(identifier("a"), identifier("b"))));
        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("a");
        assertThat(answer.errors()).extracting(S3Error::key).containsExactly("b");
        emulator.faults().clear();
        DeleteObjectsResponse quiet = s3.deleteObjects(request ->
                request.bucket("data").delete(delete -> delete.quiet(true).objects(identifier("b"))));
        assertThat(quiet.deleted()).isEmpty();
        assertThat(quiet.errors()).isEmpty();
        assertThat(s3.listObjectsV2(request -> request.bucket("data")).contents())
                .isEmpty();
    }

    @Test
    void partsBecomeTheObjectWhenTheUploadIsCompleted() {
        String id = s3.createMultipartUpload(request -> request.bucket("data").key("dir/k"))
                .uploadId();
        byte[] first = Clients.random(SMALLEST, 1);
        byte[] second = Clients.random(10, 2);
        List<CompletedPart> parts = List.of(part("dir/k", id, 1, first), part("dir/k", id, 2, second));
        ListMultipartUploadsResponse uploads =
                s3.listMultipartUploads(request -> request.bucket("data").prefix("dir/"));
        assertThat(uploads.uploads()).extracting(MultipartUpload::uploadId).containsExactly(id);
        assertThat(s3.listParts(request -> request.bucket("data").key("dir/k").uploadId(id))
                        .parts())
                .extracting("partNumber")
                .containsExactly(1, 2);
        assertThat(s3.listObjectsV2(request -> request.bucket("data")).contents())
                .isEmpty();
        String etag = s3.completeMultipartUpload(request -> request.bucket("data")
                        .key("dir/k")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(upload -> upload.parts(parts)))
                .eTag();
        assertThat(etag).matches("\"[0-9a-f]{32}-2\"");
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertThat(s3.getObjectAsBytes(request -> request.bucket("data").key("dir/k"))
                        .asByteArray())
                .isEqualTo(whole);
        refused(
                404,
                "NoSuchUpload",
                () -> s3.abortMultipartUpload(
                        request -> request.bucket("data").key("dir/k").uploadId(id)));
    }

    @Test
    void onlyTheLastPartMayBeSmall() {
        String id = s3.createMultipartUpload(request -> request.bucket("data").key("k"))
                .uploadId();
        List<CompletedPart> parts = List.of(part("k", id, 1, new byte[SMALLEST - 1]), part("k", id, 2, new byte[1]));
        refused(
                400,
                "EntityTooSmall",
                () -> s3.completeMultipartUpload(request ->
                        request.bucket("data").key("k").uploadId(id).multipartUpload(upload -> upload.parts(parts))));
        s3.abortMultipartUpload(request -> request.bucket("data").key("k").uploadId(id));
        assertThat(s3.listMultipartUploads(request -> request.bucket("data")).uploads())
                .isEmpty();
    }

    @Test
    void faultsLookAsThoseOfTheService() {
        emulator.faults().add(Fault.of("PutObject", Fault.Kind.THROTTLE).times(1));
        emulator.faults().add(Fault.of("PutObject", Fault.Kind.ERROR).times(1));
        assertThat(refused(503, "SlowDown", () -> put("k", "x")).isThrottlingException())
                .isTrue();
        refused(500, "InternalError", () -> put("k", "x"));
        put("k", "x");
    }

    @Test
    void whatIsNotServedSaysSo() {
        put("k", "x");
        refused(
                501,
                "NotImplemented",
                () -> s3.getObjectTagging(request -> request.bucket("data").key("k")));
        refused(501, "NotImplemented", () -> s3.getBucketVersioning(request -> request.bucket("data")));
        refused(501, "NotImplemented", () -> s3.getBucketAcl(request -> request.bucket("data")));
        refused(
                501,
                "NotImplemented",
                () -> s3.getObject(request -> request.bucket("data").key("k").partNumber(1)));
    }

    private CompletedPart part(String key, String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        request -> request.bucket("data").key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private void put(String key, String text) {
        s3.putObject(request -> request.bucket("data").key(key), RequestBody.fromString(text));
    }

    private String text(String range) {
        return s3.getObjectAsBytes(request -> request.bucket("data").key("k").range(range))
                .asUtf8String();
    }
}
