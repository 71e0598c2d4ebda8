package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.OSS;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as a user sees it. */
class FolderTest {
    @TempDir
    private Path folder;

    private OssEmulator emulator;
    private OSS oss;

    @BeforeEach
    void start() {
        emulator = OssEmulator.in(folder).start();
        emulator.createBucket("data");
        oss = Clients.v1(emulator);
    }

    @AfterEach
    void stop() {
        oss.shutdown();
        emulator.close();
    }

    private void put(String key, String text) {
        oss.putObject("data", key, Clients.stream(text));
    }

    private String text(String key) throws IOException {
        return new String(SdkTest.bytes(oss.getObject("data", key)), UTF_8);
    }

    private List<String> keys() {
        return oss.listObjects("data").getObjectSummaries().stream()
                .map(OSSObjectSummary::getKey)
                .toList();
    }

    @Test
    void anOrdinaryObjectIsAnOrdinaryFile() throws IOException {
        put("exports/2026/part__00001.csv", "a,b\n");
        Path file = folder.resolve("data/exports/2026/part__00001.csv");
        assertThat(file).hasContent("a,b\n");
        oss.deleteObject("data", "exports/2026/part__00001.csv");
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("data/exports")).as("an empty folder").doesNotExist();
        assertThat(folder.resolve("data")).isDirectory();
    }

    @Test
    void aFileThatAUserPutsThereIsAnObject() throws IOException {
        Files.createDirectories(folder.resolve("data/in/empty"));
        Files.writeString(folder.resolve("data/in/rows.csv"), "1,2\n");
        Files.createDirectories(folder.resolve("dropped-bucket"));
        Files.createDirectories(folder.resolve("No Bucket"));
        assertThat(keys()).containsExactly("in/rows.csv");
        assertThat(text("in/rows.csv")).isEqualTo("1,2\n");
        ObjectMetadata head = oss.getObjectMetadata("data", "in/rows.csv");
        put("copy", "1,2\n");
        assertThat(head.getETag())
                .isEqualTo(oss.getObjectMetadata("data", "copy").getETag());
        assertThat(head.getServerCRC())
                .isEqualTo(oss.getObjectMetadata("data", "copy").getServerCRC());
        assertThat(head.getLastModified()).isCloseTo(new Date(), 60_000);
        assertThat(oss.listBuckets()).extracting(bucket -> bucket.getName()).containsExactly("data", "dropped-bucket");
        assertThat(oss.getBucketInfo("dropped-bucket").getBucket().getCreationDate())
                .isCloseTo(new Date(), 60_000);
    }

    @Test
    void aBucketIsNotDeletedWithAFileThatIsNoObject() throws IOException {
        Path file = folder.resolve("data/.oss%notes");
        Files.writeString(file, "mine");
        assertThat(keys()).isEmpty();
        assertThatThrownBy(() -> oss.deleteBucket("data")).hasMessageContaining("BucketNotEmpty");
        Files.delete(file);
        Files.createDirectories(folder.resolve("data/left/over"));
        oss.deleteBucket("data");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aFileThatAUserChangesIsAChangedObject() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("old", "yes");
        oss.putObject("data", "k", Clients.stream("before"), metadata);
        String before = oss.getObjectMetadata("data", "k").getETag();
        Path file = folder.resolve("data/k");
        Files.writeString(file, "behind");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(text("k")).isEqualTo("behind");
        ObjectMetadata after = oss.getObjectMetadata("data", "k");
        assertThat(after.getETag()).isNotEqualTo(before);
        assertThat(after.getUserMetadata()).isEmpty();
        Files.delete(file);
        assertThat(oss.doesObjectExist("data", "k")).isFalse();
        assertThat(keys()).isEmpty();
    }

    @Test
    void everyKeyThatTheClientSendsFindsItsFile() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String key : List.of(
                "a",
                "a/b",
                "a/b/c",
                "a/",
                "a//b",
                "a//",
                "dir/",
                "dir/sub/",
                ".",
                "..",
                "x/../y",
                "x/./y",
                ".oss%",
                ".oss%=a",
                ".oss%-a",
                "x/.oss%+y",
                "sp ace + plus % per&cent",
                "%2F",
                "q?m=1#h",
                "a*b|c<d>\"e'",
                "back\\slash",
                "UPPER",
                "upper",
                "数据/表.csv",
                "😀",
                "\uFFEE",
                "e\u0301",
                "é",
                "~tilde",
                "(x)[y]{z}",
                "l".repeat(1023),
                "m".repeat(249),
                "m".repeat(250),
                "m".repeat(250) + "/x",
                "m".repeat(251),
                "表".repeat(100) + "/y",
                "...",
                "tab\there",
                "semi;colon,comma=eq",
                "@at:colon$dollar!",
                "end.",
                " lead",
                "trail ")) {
            String text = "text of " + key;
            put(key, text);
            texts.put(key, text);
        }
        List<String> expected = new ArrayList<>(texts.keySet());
        expected.sort(KeyOrder.BYTES);
        assertThat(keys()).containsExactlyElementsOf(expected);
        for (String key : expected) {
            assertThat(text(key)).isEqualTo(texts.get(key));
        }
        stop();
        start();
        assertThat(keys()).containsExactlyElementsOf(expected);
        for (String key : expected) {
            put(key, "new " + key);
            assertThat(text(key)).isEqualTo("new " + key);
        }
        for (String key : expected) {
            oss.deleteObject("data", key);
            assertThat(oss.doesObjectExist("data", key)).as(key).isFalse();
        }
        assertThat(folder.resolve("data")).isEmptyDirectory();
        try (Stream<Path> infos = Files.list(folder.resolve(".oss/objects/data"))) {
            assertThat(infos).isEmpty();
        }
    }

    @Test
    void aFileGivesWayToAFolderOfItsName() throws IOException {
        put("a", "file");
        put("a/b", "inner");
        assertThat(folder.resolve("data/.oss%-a")).hasContent("file");
        assertThat(folder.resolve("data/a/b")).hasContent("inner");
        oss.deleteObject("data", "a/b");
        put("a", "again");
        assertThat(text("a")).isEqualTo("again");
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void metadataOutlivesTheServer() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("a", "1");
        metadata.setContentType("text/csv");
        oss.putObject("data", "k", Clients.stream("x"), metadata);
        Date created = oss.getBucketInfo("data").getBucket().getCreationDate();
        stop();
        start();
        assertThat(oss.getObjectMetadata("data", "k").getUserMetadata()).containsEntry("a", "1");
        assertThat(oss.getObjectMetadata("data", "k").getContentType()).isEqualTo("text/csv");
        assertThat(oss.getBucketInfo("data").getBucket().getCreationDate()).isEqualTo(created);
    }

    @Test
    void twoPutsAtOneTimeAreTwoVersions() throws IOException {
        for (int i = 0; i < 200; i++) {
            put("k", "text" + i % 10);
            assertThat(text("k")).isEqualTo("text" + i % 10);
            assertThat(oss.getObjectMetadata("data", "k").getETag())
                    .isEqualTo(Received.hex(Received.newMd5().digest(("text" + i % 10).getBytes(UTF_8))));
        }
        try (Stream<Path> infos = Files.list(folder.resolve(".oss/objects/data"))) {
            assertThat(infos).hasSize(1);
        }
    }

    @Test
    void theClockTellsTheTimeOfObjects() {
        Instant noon = Instant.parse("2026-03-01T12:00:00.700Z");
        ObjectStore store = ObjectStore.in(folder.resolve("other"), Clock.fixed(noon, ZoneOffset.UTC));
        assertThat(store.now()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aFolderIsServedOnce() {
        assertThatThrownBy(() -> OssEmulator.in(folder).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another emulator serves");
    }

    @Test
    void theStoreIsUsedWithoutAServer() throws IOException {
        stop();
        ObjectStore store = ObjectStore.in(folder);
        store.put("data", "a/b", Clients.stream("text"), Map.of("content-type", "text/plain"));
        try (InputStream in = store.open("data", "a/b")) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("text");
        }
        assertThat(store.list("data", "", "/", "").groups()).containsExactly("a/");
        assertThat(store.find("data", "a/b")).get().extracting(ObjectInfo::size).isEqualTo(4L);
        assertThat(store.hasBucket("data")).isTrue();
        assertThat(store.buckets()).extracting(BucketInfo::name).containsExactly("data");
        assertThatThrownBy(() -> store.open("data", "gone")).hasFieldOrPropertyWithValue("code", "NoSuchKey");
        assertThatThrownBy(() -> store.list("nowhere", "", "", "")).hasFieldOrPropertyWithValue("code", "NoSuchBucket");
        assertThatThrownBy(() -> store.createBucket("No")).hasFieldOrPropertyWithValue("code", "InvalidBucketName");
        assertThat(store.delete("data", "a/b")).isTrue();
        assertThat(store.delete("data", "a/b")).isFalse();
        start();
        assertThat(keys()).isEmpty();
    }

    @Test
    void aFullDiskIsNoMomentaryTrouble() {
        assertThat(OssError.ofFolder(new IOException("f: No space left on device"))
                        .status())
                .isEqualTo(507);
        assertThat(OssError.ofFolder(new IOException()).status()).isEqualTo(500);
    }
}
