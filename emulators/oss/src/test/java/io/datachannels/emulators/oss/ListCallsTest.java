package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.DeleteObjectsResult;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ListCallsTest extends SdkTest {
    @Test
    void fiveThousandKeysComeInPagesInTheOrderOfTheirBytes() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 5_000; i++) {
            String key = i % 3 == 0 ? "flat" + i : "p=" + i % 50 + "/" + i;
            expected.add(key);
            emulator.store().put("data", key, new ByteArrayInputStream(key.getBytes(UTF_8)), Map.of());
        }
        assertThat(keys(new ListObjectsRequest("data").withMaxKeys(1000))).containsExactlyElementsOf(expected);
        assertThat(keys(new ListObjectsRequest("data").withMaxKeys(333))).containsExactlyElementsOf(expected);
        assertThat(keysV2(new ListObjectsV2Request("data").withMaxKeys(777))).containsExactlyElementsOf(expected);
        ListObjectsRequest groups =
                new ListObjectsRequest("data").withDelimiter("/").withPrefix("p=");
        groups.setMaxKeys(7);
        assertThat(keys(groups)).hasSize(50).allMatch(group -> group.matches("p=\\d+/"));

        List<String> all = new ArrayList<>(expected);
        for (int from = 0; from < all.size(); from += 1000) {
            DeleteObjectsRequest request = new DeleteObjectsRequest("data").withKeys(all.subList(from, from + 1000));
            request.setQuiet(true);
            assertThat(oss.deleteObjects(request).getDeletedObjects()).isEmpty();
        }
        assertThat(keys(new ListObjectsRequest("data"))).isEmpty();
        oss.deleteBucket("data");
    }

    private List<String> keys(ListObjectsRequest request) {
        List<String> found = new ArrayList<>();
        ObjectListing page;
        do {
            page = oss.listObjects(request);
            assertThat(page.getObjectSummaries().size()
                            + page.getCommonPrefixes().size())
                    .isLessThanOrEqualTo(page.getMaxKeys());
            page.getObjectSummaries().forEach(summary -> found.add(summary.getKey()));
            found.addAll(page.getCommonPrefixes());
            request.setMarker(page.getNextMarker());
        } while (page.isTruncated());
        return found;
    }

    private List<String> keysV2(ListObjectsV2Request request) {
        List<String> found = new ArrayList<>();
        ListObjectsV2Result page;
        do {
            page = oss.listObjectsV2(request);
            assertThat(page.getKeyCount())
                    .isEqualTo(page.getObjectSummaries().size()
                            + page.getCommonPrefixes().size());
            page.getObjectSummaries().forEach(summary -> found.add(summary.getKey()));
            found.addAll(page.getCommonPrefixes());
            request.setContinuationToken(page.getNextContinuationToken());
        } while (page.isTruncated());
        return found;
    }

    @Test
    void anEntrySaysWhatHeadSays() {
        put("k", "text");
        OSSObjectSummary entry = oss.listObjects("data").getObjectSummaries().get(0);
        assertThat(entry.getSize()).isEqualTo(4);
        assertThat(entry.getETag()).isEqualTo(oss.getObjectMetadata("data", "k").getETag());
        assertThat(entry.getLastModified())
                .isEqualTo(oss.getObjectMetadata("data", "k").getLastModified());
        assertThat(entry.getOwner().getId()).isNotEmpty();
        assertThat(entry.getStorageClass()).isEqualTo("Standard");
        assertThat(entry.getType()).isEqualTo("Normal");
        ListObjectsV2Request plain = new ListObjectsV2Request("data");
        assertThat(oss.listObjectsV2(plain).getObjectSummaries().get(0).getOwner())
                .isNull();
        plain.setFetchOwner(true);
        assertThat(oss.listObjectsV2(plain).getObjectSummaries().get(0).getOwner())
                .isNotNull();
    }

    @Test
    void keysAreGroupedUpToTheDelimiter() {
        for (String key : List.of("a", "a/", "a/1", "a/b/2", "a-b", "b/3", "c")) {
            put(key, "x");
        }
        assertThat(keys(new ListObjectsRequest("data"))).containsExactly("a", "a-b", "a/", "a/1", "a/b/2", "b/3", "c");
        ObjectListing top = oss.listObjects(new ListObjectsRequest("data").withDelimiter("/"));
        assertThat(top.getCommonPrefixes()).containsExactly("a/", "b/");
        assertThat(top.getObjectSummaries())
                .extracting(OSSObjectSummary::getKey)
                .containsExactly("a", "a-b", "c");
        ObjectListing inner = oss.listObjects(new ListObjectsRequest("data", "a/", null, "/", 100));
        assertThat(inner.getCommonPrefixes()).containsExactly("a/b/");
        assertThat(inner.getObjectSummaries())
                .extracting(OSSObjectSummary::getKey)
                .containsExactly("a/", "a/1");
        ListObjectsRequest paged =
                new ListObjectsRequest("data").withDelimiter("/").withMaxKeys(1);
        assertThat(keys(paged)).containsExactly("a", "a-b", "a/", "b/", "c");
        assertThat(keys(new ListObjectsRequest("data").withDelimiter("-")))
                .hasSize(7)
                .contains("a-");
        assertThat(keys(new ListObjectsRequest("data").withMarker("a/1"))).containsExactly("a/b/2", "b/3", "c");
        assertThat(keysV2(new ListObjectsV2Request("data").withStartAfter("a/1")))
                .containsExactly("a/b/2", "b/3", "c");
        assertThat(keys(new ListObjectsRequest("data").withPrefix("nothing"))).isEmpty();
    }

    @Test
    void namesAreEncodedOnRequest() {
        put("a b+%/ü&<", "x");
        ListObjectsRequest request = new ListObjectsRequest("data").withEncodingType("url");
        assertThat(oss.listObjects(request).getObjectSummaries().get(0).getKey())
                .isEqualTo("a%20b%2B%25%2F%C3%BC%26%3C");
        assertThat(oss.listObjects(request).getEncodingType()).isEqualTo("url");
        assertThat(oss.listObjects("data").getObjectSummaries().get(0).getKey()).isEqualTo("a b+%/ü&<");
        refused("InvalidArgument", () -> oss.listObjects(new ListObjectsRequest("data").withEncodingType("hex")));
    }

    @Test
    void pagesOfMoreThanAThousandAreRefused() {
        refused("InvalidArgument", () -> oss.listObjectsV2(new ListObjectsV2Request("data").withMaxKeys(1001)));
    }

    @Test
    void deletingManyNamesTheKeysThatAreGone() {
        put("a & b", "x");
        put("c", "x");
        DeleteObjectsRequest request = new DeleteObjectsRequest("data").withKeys(Arrays.asList("a & b", "never"));
        DeleteObjectsResult result = oss.deleteObjects(request);
        assertThat(result.getDeletedObjects()).containsExactly("a & b", "never");
        assertThat(keys(new ListObjectsRequest("data"))).containsExactly("c");
    }
}
