package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.UploadPartRequest;
import io.datachannels.emulators.http.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest extends SdkTest {
    @Test
    void throttlingAndErrorsChangeNothingAndTheClientMayTryAgain() throws IOException {
        emulator.faults().add(Fault.of("PutObject", Fault.Kind.THROTTLE).times(1));
        assertThat(refused("QpsLimitExceeded", () -> put("k", "x")).getRequestId())
                .isNotEmpty();
        assertThat(oss.doesObjectExist("data", "k")).isFalse();
        put("k", "x");
        emulator.faults().add(Fault.of("GetObject", Fault.Kind.ERROR).times(2));
        OSS retrying = Clients.retrying(emulator);
        assertThat(bytes(retrying.getObject("data", "k"))).hasSize(1);
        retrying.shutdown();
        emulator.faults().add(Fault.of("HeadObject", Fault.Kind.ERROR).times(1));
        refused("InternalError", () -> oss.getObjectMetadata("data", "k"));
    }

    @Test
    void aLostAnswerHidesAPutThatWasDone() throws IOException {
        emulator.faults().add(Fault.of("PutObject", Fault.Kind.LOSE_ANSWER).times(1));
        assertThatThrownBy(() -> put("k", "x")).isInstanceOf(ClientException.class);
        assertThat(text("k")).isEqualTo("x");
        emulator.faults().add(Fault.of("PutObject", Fault.Kind.DROP).times(1));
        assertThatThrownBy(() -> put("k", "y")).isInstanceOf(ClientException.class);
        assertThat(text("k")).isEqualTo("x");
    }

    @Test
    void aLostAnswerHidesAnUploadThatWasCompleted() {
        String id = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", "k"))
                .getUploadId();
        PartETag part = oss.uploadPart(
                        new UploadPartRequest("data", "k", id, 1, new ByteArrayInputStream(new byte[7]), 7))
                .getPartETag();
        CompleteMultipartUploadRequest complete =
                new CompleteMultipartUploadRequest("data", "k", id, Arrays.asList(part));
        emulator.faults()
                .add(Fault.of("CompleteMultipartUpload", Fault.Kind.LOSE_ANSWER).times(1));
        assertThatThrownBy(() -> oss.completeMultipartUpload(complete)).isInstanceOf(ClientException.class);
        refused("NoSuchUpload", () -> oss.completeMultipartUpload(complete));
        assertThat(oss.getObjectMetadata("data", "k").getETag()).endsWith("-1");
    }

    @Test
    void aTruncatedDownloadEndsEarly() {
        oss.putObject("data", "k", new ByteArrayInputStream(new byte[1_000_000]));
        emulator.faults().add(Fault.of("GetObject", Fault.Kind.TRUNCATE));
        assertThatThrownBy(() -> bytes(oss.getObject("data", "k"))).isInstanceOf(IOException.class);
    }

    @Test
    void someKeysOfADeleteAreLeft() {
        List<String> keys = List.of("a", "b", "c", "d");
        keys.forEach(key -> put(key, "x"));
        emulator.faults()
                .add(Fault.of("DeleteObjects", Fault.Kind.REFUSE_ROW).every(2).times(2));
        assertThat(oss.deleteObjects(new DeleteObjectsRequest("data").withKeys(keys))
                        .getDeletedObjects())
                .containsExactly("a", "c");
        assertThat(oss.listObjects("data").getObjectSummaries())
                .extracting(entry -> entry.getKey())
                .containsExactly("b", "d");
        emulator.faults().clear();
        emulator.faults().add(Fault.of("DeleteObjects", Fault.Kind.REFUSE_ROW).times(1));
        DeleteObjectsRequest quiet = new DeleteObjectsRequest("data").withKeys(List.of("b", "d"));
        quiet.setQuiet(true);
        assertThat(oss.deleteObjects(quiet).getDeletedObjects())
                .as("those left")
                .containsExactly("b");
    }

    @Test
    void operationsAreNamedAsInTheServicesDocumentation() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        emulator.faults().observe(seen::add);
        oss.createBucket("other");
        oss.doesBucketExist("other");
        oss.getBucketInfo("other");
        oss.getBucketLocation("other");
        oss.deleteBucket("other");
        oss.listBuckets();
        put("k", "x");
        oss.doesObjectExist("data", "k");
        oss.getObjectMetadata("data", "k");
        oss.copyObject("data", "k", "data", "k2");
        oss.listObjects("data");
        oss.listObjectsV2(new ListObjectsV2Request("data"));
        oss.listMultipartUploads(new ListMultipartUploadsRequest("data"));
        oss.deleteObject("data", "k");
        oss.deleteObjects(new DeleteObjectsRequest("data").withKeys(List.of("k2")));
        assertThat(seen)
                .containsExactly(
                        "PutBucket",
                        "GetBucketAcl",
                        "GetBucketInfo",
                        "GetBucketLocation",
                        "DeleteBucket",
                        "ListBuckets",
                        "PutObject",
                        "GetObjectMeta",
                        "HeadObject",
                        "CopyObject",
                        "ListObjects",
                        "ListObjectsV2",
                        "ListMultipartUploads",
                        "DeleteObject",
                        "DeleteObjects");
    }
}
