package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartSummary;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int SMALLEST = 100 * 1024;

    @TempDir
    private Path folder;

    @Test
    void anObjectIsOldOrNewWhereverAPutIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (ChildEmulator child = ChildEmulator.start(folder, Map.of())) {
                OSS oss = client(child);
                oss.createBucket("data");
                checkVersions(oss);
                CountDownLatch busy = new CountDownLatch(20 + round * 7);
                CompletableFuture<Void> one = CompletableFuture.runAsync(() -> putForever(oss, "a", busy));
                CompletableFuture<Void> two = CompletableFuture.runAsync(() -> putForever(oss, "a/b", busy));
                busy.await();
                child.kill();
                one.join();
                two.join();
                oss.shutdown();
            }
        }
        try (OssEmulator emulator = OssEmulator.in(folder).start()) {
            OSS oss = Clients.v1(emulator);
            checkVersions(oss);
            assertThat(oss.listObjects("data").getObjectSummaries()).hasSize(2);
            oss.shutdown();
            try (Stream<Path> waste = Files.list(folder.resolve(".oss/writing"))) {
                assertThat(waste).isEmpty();
            }
        }
    }

    /** Each version differs in size, bytes and metadata, so that a mixture of two would show. */
    private static void putForever(OSS oss, String key, CountDownLatch busy) {
        try {
            for (int version = 1; ; version++) {
                byte[] bytes = Clients.random(200_000 + version % 50, version);
                ObjectMetadata metadata = new ObjectMetadata();
                metadata.addUserMetadata("version", Integer.toString(version));
                oss.putObject("data", key, new ByteArrayInputStream(bytes), metadata);
                busy.countDown();
            }
        } catch (ClientException e) {
            busy.countDown();
        }
    }

    private static void checkVersions(OSS oss) throws IOException {
        for (String key : List.of("a", "a/b")) {
            if (oss.doesObjectExist("data", key)) {
                OSSObject object = oss.getObject("data", key);
                int version = Integer.parseInt(
                        object.getObjectMetadata().getUserMetadata().get("version"));
                assertThat(SdkTest.bytes(object)).isEqualTo(Clients.random(200_000 + version % 50, version));
                Crc64 crc = new Crc64();
                byte[] bytes = Clients.random(200_000 + version % 50, version);
                crc.update(bytes, 0, bytes.length);
                assertThat(object.getServerCRC()).isEqualTo(crc.value());
            }
        }
    }

    @Test
    void anUploadGoesOnAfterItsPartsWereKilled() throws Exception {
        String id;
        try (ChildEmulator child = ChildEmulator.start(folder, Map.of())) {
            OSS oss = client(child);
            oss.createBucket("data");
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.addUserMetadata("kept", "yes");
            id = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("data", "big", metadata))
                    .getUploadId();
            CountDownLatch busy = new CountDownLatch(5);
            CompletableFuture<Void> parts = CompletableFuture.runAsync(() -> uploadForever(oss, id, busy));
            busy.await();
            child.kill();
            parts.join();
            oss.shutdown();
        }
        byte[] whole;
        try (ChildEmulator child = ChildEmulator.start(folder, Map.of())) {
            OSS oss = client(child);
            assertThat(oss.doesObjectExist("data", "big")).isFalse();
            assertThat(oss.listMultipartUploads(new ListMultipartUploadsRequest("data"))
                            .getMultipartUploads())
                    .hasSize(1);
            List<PartSummary> there =
                    oss.listParts(new ListPartsRequest("data", "big", id)).getParts();
            assertThat(there).hasSizeGreaterThanOrEqualTo(5).allMatch(part -> part.getSize() == SMALLEST);
            Set<Integer> numbers =
                    there.stream().map(PartSummary::getPartNumber).collect(Collectors.toSet());
            List<PartETag> etags = new ArrayList<>();
            there.forEach(part -> etags.add(new PartETag(part.getPartNumber(), part.getETag())));
            int last = there.size() + 3;
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int number = 1; number <= last; number++) {
                expected.write(Clients.random(SMALLEST, number));
                if (!numbers.contains(number)) {
                    etags.add(upload(oss, id, number));
                }
            }
            whole = expected.toByteArray();
            oss.completeMultipartUpload(new CompleteMultipartUploadRequest("data", "big", id, etags));
            oss.shutdown();
        }
        try (OssEmulator emulator = OssEmulator.in(folder).start()) {
            OSS oss = Clients.v1(emulator);
            OSSObject object = oss.getObject("data", "big");
            assertThat(object.getObjectMetadata().getUserMetadata()).containsEntry("kept", "yes");
            assertThat(SdkTest.bytes(object)).isEqualTo(whole);
            oss.shutdown();
        }
    }

    private static void uploadForever(OSS oss, String id, CountDownLatch busy) {
        try {
            for (int number = 1; ; number++) {
                upload(oss, id, number);
                busy.countDown();
            }
        } catch (ClientException e) {
            busy.countDown();
        }
    }

    private static PartETag upload(OSS oss, String id, int number) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(Clients.random(SMALLEST, number));
        return oss.uploadPart(new UploadPartRequest("data", "big", id, number, bytes, SMALLEST))
                .getPartETag();
    }

    @Test
    void namesAreUtf8EvenWhereTheLocaleIsNot() throws Exception {
        String key = "数据/😀 ü";
        try (ChildEmulator child = ChildEmulator.start(folder, Map.of("LC_ALL", "C"))) {
            OSS oss = client(child);
            oss.createBucket("data");
            oss.putObject("data", key, Clients.stream("text"));
            assertThat(oss.listObjects("data", "数").getObjectSummaries().get(0).getKey())
                    .isEqualTo(key);
            assertThat(SdkTest.bytes(oss.getObject("data", key))).hasSize(4);
            oss.shutdown();
        }
        assertThat(folder.resolve("data/数据/😀 ü")).hasContent("text");
        Files.writeString(folder.resolve("data/数据/übrig"), "x");
        try (ChildEmulator child = ChildEmulator.start(folder, Map.of("LC_ALL", "C"))) {
            OSS oss = client(child);
            assertThat(oss.listObjects("data").getObjectSummaries())
                    .extracting(entry -> entry.getKey())
                    .containsExactly("数据/übrig", key);
            oss.deleteObject("data", key);
            oss.deleteObject("data", "数据/übrig");
            oss.deleteBucket("data");
            oss.shutdown();
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static OSS client(ChildEmulator child) {
        return new OSSClientBuilder().build(child.endpoint().toString(), "local", "local", Clients.configuration(0));
    }
}
