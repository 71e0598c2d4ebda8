package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends SdkTest {
    private static final int THREADS = 8;

    @Test
    void aReaderSeesOneVersionAndNeverAMixture() throws Exception {
        store("k", 1);
        inParallel(thread -> {
            for (int i = 0; i < 20; i++) {
                if (thread % 2 == 0) {
                    store(thread % 4 == 0 ? "k" : "k/" + thread, thread);
                } else {
                    OSSObject object = oss.getObject("data", "k");
                    byte[] bytes = bytes(object);
                    byte version = bytes[0];
                    byte[] expected = new byte[10_000 + version];
                    Arrays.fill(expected, version);
                    assertThat(bytes).isEqualTo(expected);
                    assertThat(object.getObjectMetadata().getUserMetadata())
                            .containsEntry("version", Byte.toString(version));
                }
            }
            return null;
        });
    }

    private void store(String key, int version) {
        byte[] bytes = new byte[10_000 + version];
        Arrays.fill(bytes, (byte) version);
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("version", Integer.toString(version));
        oss.putObject("data", key, new ByteArrayInputStream(bytes), metadata);
    }

    @Test
    void aListingShowsAnObjectThatIsBeingReplaced() throws Exception {
        store("k", 1);
        inParallel(thread -> {
            for (int i = 0; i < 25; i++) {
                if (thread % 2 == 0) {
                    store("k", i + 1);
                } else {
                    assertThat(oss.listObjects("data").getObjectSummaries()).hasSize(1);
                    assertThat(oss.getObjectMetadata("data", "k").getUserMetadata())
                            .containsKey("version");
                }
            }
            return null;
        });
    }

    @RepeatedTest(20)
    void oneOfManyWhoCompleteAnUploadWins() throws Exception {
        String id = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", "k"))
                .getUploadId();
        PartETag part = oss.uploadPart(new UploadPartRequest(
                        "data", "k", id, 1, new ByteArrayInputStream(new byte[1_000_000]), 1_000_000))
                .getPartETag();
        List<Integer> winners = inParallel(thread -> {
            try {
                oss.completeMultipartUpload(
                        new CompleteMultipartUploadRequest("data", "k", id, new ArrayList<>(List.of(part))));
                return thread;
            } catch (OSSException e) {
                assertThat(e.getErrorCode()).isEqualTo("NoSuchUpload");
                return -1;
            }
        });
        winners.removeIf(thread -> thread < 0);
        assertThat(winners).hasSize(1);
    }

    @Test
    void oneOfManyWhoMayNotOverwriteWins() throws Exception {
        List<Integer> winners = inParallel(thread -> {
            ObjectMetadata forbid = new ObjectMetadata();
            forbid.setHeader("x-oss-forbid-overwrite", "true");
            try {
                oss.putObject("data", "k", Clients.stream("by " + thread), forbid);
                return thread;
            } catch (OSSException e) {
                assertThat(e.getErrorCode()).isEqualTo("FileAlreadyExists");
                return -1;
            }
        });
        winners.removeIf(thread -> thread < 0);
        assertThat(winners).hasSize(1);
        assertThat(text("k")).isEqualTo("by " + winners.get(0));
    }

    @Test
    void foldersComeAndGoUnderPutsAndDeletes() throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < 25; i++) {
                String key = "d/e/" + thread;
                put(key, "x");
                assertThat(oss.listObjects("data", key).getObjectSummaries()).hasSize(1);
                oss.deleteObject("data", key);
            }
            return null;
        });
        assertThat(oss.listObjects("data").getObjectSummaries()).isEmpty();
        oss.deleteBucket("data");
    }

    private interface Work {
        Integer run(int thread) throws IOException;
    }

    private static List<Integer> inParallel(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i + 1;
                calls.add(() -> work.run(thread));
            }
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
