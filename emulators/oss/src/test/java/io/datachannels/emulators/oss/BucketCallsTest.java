package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.model.Bucket;
import com.aliyun.oss.model.BucketInfo;
import com.aliyun.oss.model.BucketList;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.ListBucketsRequest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketCallsTest extends SdkTest {
    @Test
    void bucketsComeAndGo() {
        assertThat(oss.doesBucketExist("other")).isFalse();
        assertThat(oss.createBucket("other").getName()).isEqualTo("other");
        oss.createBucket("other");
        assertThat(oss.doesBucketExist("other")).isTrue();
        assertThat(oss.listBuckets()).extracting(Bucket::getName).containsExactly("data", "other");
        oss.putObject("other", "k/", Clients.stream(""));
        refused("BucketNotEmpty", () -> oss.deleteBucket("other"));
        oss.deleteObject("other", "k/");
        oss.deleteBucket("other");
        assertThat(oss.doesBucketExist("other")).isFalse();
        refused("NoSuchBucket", () -> oss.deleteBucket("other"));
        refused("NoSuchBucket", () -> oss.listObjects("other"));
    }

    @Test
    void aBucketIsDescribed() {
        BucketInfo info = oss.getBucketInfo("data");
        assertThat(info.getBucket().getName()).isEqualTo("data");
        assertThat(info.getBucket().getCreationDate()).isCloseTo(new Date(), 60_000);
        assertThat(info.getBucket().getOwner().getId()).isNotEmpty();
        assertThat(info.getCannedACL()).isEqualTo(CannedAccessControlList.Private);
        assertThat(oss.getBucketLocation("data")).isEqualTo("oss-local");
        assertThat(oss.getBucketAcl("data").getCannedACL()).isEqualTo(CannedAccessControlList.Private);
        refused("NoSuchBucket", () -> oss.getBucketInfo("nowhere"));
        refused("NoSuchBucket", () -> oss.getBucketLocation("nowhere"));
        refused("NoSuchBucket", () -> oss.getBucketAcl("nowhere"));
    }

    @Test
    void bucketsAreListedInPages() {
        for (String name : List.of("b-1", "b-2", "b-3", "c-1")) {
            oss.createBucket(name);
        }
        List<String> found = new ArrayList<>();
        BucketList page;
        String marker = "";
        do {
            page = oss.listBuckets(new ListBucketsRequest("b-", marker, 2));
            page.getBucketList().forEach(bucket -> found.add(bucket.getName()));
            marker = page.getNextMarker();
        } while (page.isTruncated());
        assertThat(found).containsExactly("b-1", "b-2", "b-3");
    }

    @Test
    void whatIsNotServedSaysSo() {
        refused("NotImplemented", () -> oss.getBucketCORSRules("data"));
        refused("NotImplemented", () -> oss.getBucketVersioning("data"));
        put("k", "x");
        refused("NotImplemented", () -> oss.getObjectTagging("data", "k"));
    }
}
