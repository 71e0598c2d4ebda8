package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.internal.OSSHeaders;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.AppendObjectResult;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.SimplifiedObjectMeta;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCallsTest extends SdkTest {
    @Test
    void bytesComeBackWithTheChecksumThatTheClientComputed() throws IOException {
        byte[] bytes = Clients.random(3_000_001, 1);
        PutObjectResult put = oss.putObject("data", "a/b.bin", new ByteArrayInputStream(bytes));
        assertThat(put.getServerCRC()).isNotNull().isEqualTo(put.getClientCRC());
        assertThat(put.getETag()).matches("[0-9A-F]{32}");
        assertThat(put.getRequestId()).matches("[0-9A-F]{24}");

        OSSObject object = oss.getObject("data", "a/b.bin");
        assertThat(bytes(object)).isEqualTo(bytes);
        assertThat(IOUtils.getCRCValue(object.getObjectContent())).isEqualTo(object.getServerCRC());
        assertThat(object.getObjectMetadata().getETag()).isEqualTo(put.getETag());
    }

    @Test
    void aBodyOfUnknownLengthIsTakenInChunks() throws IOException {
        byte[] bytes = Clients.random(700_000, 2);
        InputStream unmarkable = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public boolean markSupported() {
                return false;
            }
        };
        oss.putObject("data", "k", unmarkable);
        assertThat(bytes(oss.getObject("data", "k"))).isEqualTo(bytes);
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        put("empty", "");
        assertThat(text("empty")).isEmpty();
        assertThat(oss.getObjectMetadata("data", "empty").getContentLength()).isZero();
    }

    @Test
    void metadataComesBackInUpperAndLowerCaseAndBeyondAscii() {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("Owner", "Some One");
        metadata.addUserMetadata("city", "Zürich");
        metadata.setContentType("text/csv");
        metadata.setCacheControl("no-cache");
        metadata.setContentEncoding("x-plain");
        metadata.setContentDisposition("attachment");
        metadata.setHeader("Content-Language", "en");
        metadata.setServerSideEncryption("AES256");
        oss.putObject(new PutObjectRequest("data", "m", Clients.stream("x"), metadata));

        ObjectMetadata head = oss.getObjectMetadata("data", "m");
        assertThat(head.getUserMetadata()).containsOnly(Map.entry("owner", "Some One"), Map.entry("city", "Zürich"));
        assertThat(head.getContentType()).isEqualTo("text/csv");
        assertThat(head.getCacheControl()).isEqualTo("no-cache");
        assertThat(head.getContentEncoding()).isEqualTo("x-plain");
        assertThat(head.getContentDisposition()).isEqualTo("attachment");
        assertThat(head.getServerSideEncryption()).isEqualTo("AES256");
        assertThat(head.getObjectType()).isEqualTo("Normal");
        assertThat(head.getLastModified()).isCloseTo(new Date(), 60_000);
        assertThat(head.getContentMD5()).isEqualTo("ndTkYSaMgDT1yFZOFVxnpg==");
    }

    @Test
    void unknownEncryptionIsRefused() {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setHeader(OSSHeaders.OSS_SERVER_SIDE_ENCRYPTION, "ROT13");
        refused("InvalidEncryptionAlgorithmError", () -> oss.putObject("data", "k", Clients.stream("x"), metadata));
    }

    @Test
    void aPutReplacesUnlessForbidden() throws IOException {
        put("k", "one");
        put("k", "two");
        assertThat(text("k")).isEqualTo("two");

        ObjectMetadata forbid = new ObjectMetadata();
        forbid.setHeader("x-oss-forbid-overwrite", "true");
        assertThat(refused("FileAlreadyExists", () -> oss.putObject("data", "k", Clients.stream("three"), forbid))
                        .getRawResponseError())
                .contains("<Key>k</Key>");
        assertThat(text("k")).isEqualTo("two");
        oss.putObject("data", "new", Clients.stream("new"), forbid);
        assertThat(text("new")).isEqualTo("new");
    }

    @Test
    void aWrongContentMd5IsRefused() {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setContentMD5("AAAAAAAAAAAAAAAAAAAAAA==");
        refused("BadDigest", () -> oss.putObject("data", "k", Clients.stream("x"), metadata));
        metadata.setContentMD5("AAAA");
        refused("InvalidDigest", () -> oss.putObject("data", "k", Clients.stream("x"), metadata));
        assertThat(oss.doesObjectExist("data", "k")).isFalse();
    }

    @Test
    void anObjectExistsUntilItIsDeleted() {
        assertThat(oss.doesObjectExist("data", "k")).isFalse();
        put("k", "x");
        assertThat(oss.doesObjectExist("data", "k")).isTrue();
        SimplifiedObjectMeta meta = oss.getSimplifiedObjectMeta("data", "k");
        assertThat(meta.getSize()).isEqualTo(1);
        assertThat(meta.getETag()).matches("[0-9A-F]{32}");
        oss.deleteObject("data", "k");
        oss.deleteObject("data", "k");
        assertThat(oss.doesObjectExist("data", "k")).isFalse();
        refused("NoSuchKey", () -> oss.getObject("data", "k"));
        refused("NoSuchKey", () -> oss.getObjectMetadata("data", "k"));
        refused("NoSuchBucket", () -> oss.getObject("nowhere", "k"));
        refused("NoSuchBucket", () -> oss.putObject("nowhere", "k", Clients.stream("x")));
    }

    @Test
    void appendsGrowAnObject() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setContentType("text/plain");
        AppendObjectRequest first = new AppendObjectRequest("data", "log", Clients.stream("one,"), metadata);
        first.setPosition(0L);
        first.setInitCRC(0L);
        AppendObjectResult one = oss.appendObject(first);
        assertThat(one.getNextPosition()).isEqualTo(4);

        AppendObjectRequest second = new AppendObjectRequest("data", "log", Clients.stream("two"));
        second.setPosition(one.getNextPosition());
        second.setInitCRC(one.getClientCRC());
        AppendObjectResult two = oss.appendObject(second);
        assertThat(two.getServerCRC()).isEqualTo(two.getClientCRC());
        assertThat(text("log")).isEqualTo("one,two");
        ObjectMetadata head = oss.getObjectMetadata("data", "log");
        assertThat(head.getObjectType()).isEqualTo("Appendable");
        assertThat(head.getContentType()).isEqualTo("text/plain");

        refused("PositionNotEqualToLength", () -> oss.appendObject(second));
        put("normal", "x");
        AppendObjectRequest onNormal = new AppendObjectRequest("data", "normal", Clients.stream("y"));
        onNormal.setPosition(1L);
        refused("ObjectNotAppendable", () -> oss.appendObject(onNormal));
        ObjectMetadata forbid = new ObjectMetadata();
        forbid.setHeader("x-oss-forbid-overwrite", "true");
        AppendObjectRequest forbidden = new AppendObjectRequest("data", "log", Clients.stream("y"), forbid);
        forbidden.setPosition(7L);
        refused("FileAlreadyExists", () -> oss.appendObject(forbidden));
    }

    @Test
    void copiesKeepOrReplaceMetadata() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("a", "1");
        oss.putObject("data", "von ü+/x", Clients.stream("text"), metadata);
        oss.copyObject("data", "von ü+/x", "data", "to");
        assertThat(text("to")).isEqualTo("text");
        assertThat(oss.getObjectMetadata("data", "to").getUserMetadata()).containsEntry("a", "1");

        CopyObjectRequest replace = new CopyObjectRequest("data", "to", "data", "to");
        ObjectMetadata other = new ObjectMetadata();
        other.addUserMetadata("b", "2");
        replace.setNewObjectMetadata(other);
        assertThat(oss.copyObject(replace).getETag())
                .isEqualTo(oss.getObjectMetadata("data", "to").getETag());
        assertThat(oss.getObjectMetadata("data", "to").getUserMetadata()).containsOnly(Map.entry("b", "2"));

        CopyObjectRequest conditional = new CopyObjectRequest("data", "to", "data", "third");
        conditional.setMatchingETagConstraints(List.of("0123"));
        refused("PreconditionFailed", () -> oss.copyObject(conditional));
        CopyObjectRequest forbidden = new CopyObjectRequest("data", "to", "data", "to");
        forbidden.addHeader("x-oss-forbid-overwrite", "true");
        refused("FileAlreadyExists", () -> oss.copyObject(forbidden));
        refused("NoSuchKey", () -> oss.copyObject("data", "gone", "data", "third"));
    }

    @Test
    void rangesOutsideTheObjectAreIgnoredUnlessStandardBehaviourIsAsked() throws IOException {
        put("k", "0123456789");
        assertThat(range("k", 2, 4, false)).isEqualTo("234");
        assertThat(range("k", 7, -1, false)).isEqualTo("789");
        assertThat(range("k", -1, 3, false)).isEqualTo("789");
        assertThat(range("k", 5, 20, false)).isEqualTo("0123456789");
        assertThat(range("k", 10, 20, false)).isEqualTo("0123456789");
        assertThat(range("k", 5, 20, true)).isEqualTo("56789");
        assertThat(range("k", -1, 20, true)).isEqualTo("0123456789");
        refused("InvalidRange", () -> range("k", 10, 20, true));
    }

    private String range(String key, long first, long last, boolean standard) throws IOException {
        GetObjectRequest request = new GetObjectRequest("data", key);
        request.setRange(first, last);
        if (standard) {
            request.addHeader("x-oss-range-behavior", "standard");
        }
        return new String(bytes(oss.getObject(request)), UTF_8);
    }

    @Test
    void conditionsDecideWhetherAnObjectIsSent() throws IOException {
        put("k", "x");
        String etag = oss.getObjectMetadata("data", "k").getETag();
        Date past = new Date(System.currentTimeMillis() - 3_600_000);
        Date future = new Date(System.currentTimeMillis() + 3_600_000);
        GetObjectRequest good = new GetObjectRequest("data", "k");
        good.setMatchingETagConstraints(List.of(etag));
        good.setModifiedSinceConstraint(past);
        good.setUnmodifiedSinceConstraint(future);
        assertThat(bytes(oss.getObject(good))).hasSize(1);

        GetObjectRequest match = new GetObjectRequest("data", "k");
        match.setMatchingETagConstraints(List.of("0123"));
        refused("PreconditionFailed", () -> oss.getObject(match));
        GetObjectRequest unmodified = new GetObjectRequest("data", "k");
        unmodified.setUnmodifiedSinceConstraint(past);
        refused("PreconditionFailed", () -> oss.getObject(unmodified));
        GetObjectRequest noneMatch = new GetObjectRequest("data", "k");
        noneMatch.setNonmatchingETagConstraints(List.of(etag));
        refused("NotModified", () -> oss.getObject(noneMatch));
        GetObjectRequest modified = new GetObjectRequest("data", "k");
        modified.setModifiedSinceConstraint(future);
        refused("NotModified", () -> oss.getObject(modified));
    }

    @Test
    void aDownloadToAFileIsChecked(@TempDir Path folder) throws IOException {
        byte[] bytes = Clients.random(500_000, 3);
        oss.putObject("data", "k", new ByteArrayInputStream(bytes));
        Path file = folder.resolve("copy");
        oss.getObject(new GetObjectRequest("data", "k"), file.toFile());
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void anObjectBeingReadStaysWhatItWasWhenItIsReplaced() throws IOException {
        byte[] bytes = Clients.random(20_000_000, 4);
        oss.putObject("data", "k", new ByteArrayInputStream(bytes));
        try (OSSObject object = oss.getObject("data", "k")) {
            byte[] start = object.getObjectContent().readNBytes(1000);
            oss.putObject("data", "k", Clients.stream("other"));
            byte[] rest = object.getObjectContent().readAllBytes();
            assertThat(start.length + rest.length).isEqualTo(bytes.length);
            assertThat(rest).endsWith(Arrays.copyOfRange(bytes, bytes.length - 1000, bytes.length));
        }
        assertThat(text("k")).isEqualTo("other");
    }
}
