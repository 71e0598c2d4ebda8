package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.MultipartUploadListing;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartListing;
import com.aliyun.oss.model.PartSummary;
import com.aliyun.oss.model.UploadFileRequest;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import com.aliyun.oss.model.UploadPartResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadCallsTest extends SdkTest {
    private static final int SMALLEST = 100 * 1024;

    @Test
    void partsBecomeTheObjectOnlyWhenTheUploadIsCompleted() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("run", "7");
        metadata.setContentType("text/csv");
        String id = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", "big/one", metadata))
                .getUploadId();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<PartETag> etags = new ArrayList<>();
        for (int number : new int[] {3, 7, 1000}) {
            byte[] bytes = Clients.random(number == 1000 ? 5 : SMALLEST, number);
            whole.write(bytes);
            etags.add(part("big/one", id, number, bytes).getPartETag());
        }
        assertThat(oss.doesObjectExist("data", "big/one")).isFalse();
        assertThat(oss.listObjects("data").getObjectSummaries()).isEmpty();

        CompleteMultipartUploadResult result = complete("big/one", id, etags);
        assertThat(result.getETag()).matches("[0-9A-F]{32}-3");
        assertThat(result.getServerCRC()).isNotNull().isEqualTo(result.getClientCRC());
        assertThat(bytes(oss.getObject("data", "big/one"))).isEqualTo(whole.toByteArray());
        ObjectMetadata head = oss.getObjectMetadata("data", "big/one");
        assertThat(head.getObjectType()).isEqualTo("Multipart");
        assertThat(head.getUserMetadata()).containsOnly(Map.entry("run", "7"));
        assertThat(head.getContentType()).isEqualTo("text/csv");
        refused("NoSuchUpload", () -> complete("big/one", id, etags));
        refused("NoSuchUpload", () -> part("big/one", id, 1, new byte[1]));
        assertThat(oss.listMultipartUploads(new ListMultipartUploadsRequest("data"))
                        .getMultipartUploads())
                .isEmpty();
    }

    @Test
    void aPartSentAgainReplacesTheEarlierOne() throws IOException {
        String id = start("k");
        PartETag first = part("k", id, 1, Clients.random(10, 1)).getPartETag();
        PartETag second = part("k", id, 1, Clients.random(11, 2)).getPartETag();
        refused("InvalidPart", () -> complete("k", id, List.of(first)));
        complete("k", id, List.of(second));
        assertThat(bytes(oss.getObject("data", "k"))).isEqualTo(Clients.random(11, 2));
    }

    @Test
    void wrongListsOfPartsAreRefusedAndTheUploadGoesOn() {
        String id = start("k");
        PartETag small = part("k", id, 1, Clients.random(SMALLEST - 1, 1)).getPartETag();
        PartETag last = part("k", id, 2, Clients.random(10, 2)).getPartETag();
        assertThat(refused("EntityTooSmall", () -> complete("k", id, List.of(small, last)))
                        .getRawResponseError())
                .contains("<PartNumber>1</PartNumber>");
        refused("InvalidPart", () -> complete("k", id, List.of(small, new PartETag(9, last.getETag()))));
        refused("NoSuchUpload", () -> complete("other", id, List.of(small)));
        refused("NoSuchUpload", () -> complete("k", "0123", List.of(small)));
        refused("NoSuchUpload", () -> complete("k", "../../x", List.of(small)));
        PartETag enough = part("k", id, 1, Clients.random(SMALLEST, 3)).getPartETag();
        complete("k", id, List.of(enough, last));
        assertThat(oss.getObjectMetadata("data", "k").getContentLength()).isEqualTo(SMALLEST + 10);
    }

    @Test
    void completingCanBeForbiddenToOverwrite() throws IOException {
        String id = start("k");
        PartETag only = part("k", id, 1, Clients.random(10, 1)).getPartETag();
        put("k", "old");
        CompleteMultipartUploadRequest request =
                new CompleteMultipartUploadRequest("data", "k", id, Arrays.asList(only));
        request.addHeader("x-oss-forbid-overwrite", "true");
        refused("FileAlreadyExists", () -> oss.completeMultipartUpload(request));
        assertThat(text("k")).isEqualTo("old");
        oss.deleteObject("data", "k");
        oss.completeMultipartUpload(request);
        assertThat(oss.doesObjectExist("data", "k")).isTrue();
    }

    @Test
    void allPartsAreTakenOnRequest() throws IOException {
        String id = start("k");
        part("k", id, 2, Clients.random(5, 2));
        part("k", id, 1, Clients.random(SMALLEST, 1));
        CompleteMultipartUploadRequest request = new CompleteMultipartUploadRequest("data", "k", id, null);
        request.addHeader("x-oss-complete-all", "yes");
        oss.completeMultipartUpload(request);
        assertThat(bytes(oss.getObject("data", "k")))
                .endsWith(Clients.random(5, 2))
                .hasSize(SMALLEST + 5);
    }

    @Test
    void anAbortedUploadIsGone() {
        String id = start("k");
        part("k", id, 1, new byte[10]);
        oss.abortMultipartUpload(new AbortMultipartUploadRequest("data", "k", id));
        refused("NoSuchUpload", () -> oss.listParts(new ListPartsRequest("data", "k", id)));
        refused("NoSuchUpload", () -> oss.abortMultipartUpload(new AbortMultipartUploadRequest("data", "k", id)));
        oss.deleteBucket("data");
    }

    @Test
    void partsAreListedInPages() {
        String id = start("k");
        for (int number = 1; number <= 5; number++) {
            part("k", id, number, Clients.random(number, number));
        }
        ListPartsRequest request = new ListPartsRequest("data", "k", id);
        request.setMaxParts(2);
        List<Integer> numbers = new ArrayList<>();
        PartListing page;
        do {
            page = oss.listParts(request);
            assertThat(page.getMaxParts()).isEqualTo(2);
            for (PartSummary part : page.getParts()) {
                numbers.add(part.getPartNumber());
                assertThat(part.getSize()).isEqualTo(part.getPartNumber());
                assertThat(part.getETag()).matches("[0-9A-F]{32}");
            }
            request.setPartNumberMarker(page.getNextPartNumberMarker());
        } while (page.isTruncated());
        assertThat(numbers).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void uploadsAreListedInPagesByKeyAndId() {
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a/1", "a/2", "a/2", "a/2", "b/1", "ä&<")) {
            expected.add(key + " " + start(key));
        }
        expected.sort((a, b) -> KeyOrder.BYTES.compare(a, b));
        ListMultipartUploadsRequest request = new ListMultipartUploadsRequest("data");
        request.setMaxUploads(2);
        assertThat(uploads(request)).isEqualTo(expected);
        ListMultipartUploadsRequest under = new ListMultipartUploadsRequest("data");
        under.setPrefix("a/");
        assertThat(uploads(under)).isEqualTo(expected.subList(0, 4));
        refused("BucketNotEmpty", () -> oss.deleteBucket("data"));
    }

    private List<String> uploads(ListMultipartUploadsRequest request) {
        List<String> found = new ArrayList<>();
        MultipartUploadListing page;
        do {
            page = oss.listMultipartUploads(request);
            for (MultipartUpload upload : page.getMultipartUploads()) {
                found.add(upload.getKey() + " " + upload.getUploadId());
                assertThat(upload.getInitiated()).isNotNull();
            }
            request.setKeyMarker(page.getNextKeyMarker());
            request.setUploadIdMarker(page.getNextUploadIdMarker());
        } while (page.isTruncated());
        return found;
    }

    @Test
    void partsCanBeCopiedFromAnObject() throws IOException {
        byte[] bytes = Clients.random(SMALLEST * 2, 1);
        oss.putObject("data", "from", new ByteArrayInputStream(bytes));
        String id = start("to");
        UploadPartCopyRequest first =
                new UploadPartCopyRequest("data", "from", "data", "to", id, 1, 1L, (long) SMALLEST);
        UploadPartCopyRequest second = new UploadPartCopyRequest("data", "from", "data", "to", id, 2, 0L, 3L);
        List<PartETag> etags = Arrays.asList(
                oss.uploadPartCopy(first).getPartETag(),
                oss.uploadPartCopy(second).getPartETag());
        oss.completeMultipartUpload(new CompleteMultipartUploadRequest("data", "to", id, etags));
        assertThat(bytes(oss.getObject("data", "to")))
                .startsWith(Arrays.copyOfRange(bytes, 1, SMALLEST + 1))
                .endsWith(Arrays.copyOf(bytes, 3))
                .hasSize(SMALLEST + 3);
    }

    @Test
    void theClientsOwnFileUploadWorks(@TempDir Path folder) throws Throwable {
        byte[] bytes = Clients.random(2_000_000, 9);
        Path file = Files.write(folder.resolve("file"), bytes);
        UploadFileRequest request = new UploadFileRequest("data", "k", file.toString(), 200_000, 3);
        oss.uploadFile(request);
        assertThat(bytes(oss.getObject("data", "k"))).isEqualTo(bytes);
    }

    private String start(String key) {
        return oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", key))
                .getUploadId();
    }

    private UploadPartResult part(String key, String id, int number, byte[] bytes) {
        return oss.uploadPart(
                new UploadPartRequest("data", key, id, number, new ByteArrayInputStream(bytes), bytes.length));
    }

    private CompleteMultipartUploadResult complete(String key, String id, List<PartETag> etags) {
        return oss.completeMultipartUpload(new CompleteMultipartUploadRequest("data", key, id, new ArrayList<>(etags)));
    }
}
