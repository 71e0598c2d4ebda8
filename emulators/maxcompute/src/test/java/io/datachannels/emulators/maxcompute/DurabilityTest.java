package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    @TempDir
    Path folder;

    @Test
    void tablesAndOpenSessionsOutliveTheServer() throws Exception {
        String id;
        try (MaxComputeEmulator emulator = start(Clock.systemUTC())) {
            emulator.createProject("p");
            emulator.sql("p", "create table t (a bigint comment 'x y') partitioned by (dt string)");
            emulator.sql("p", "insert into t partition (dt='a/b, c') values (1),(2)");
            emulator.sql("p", "create table u (a bigint)");
            UploadSession session = tunnel(emulator).createUploadSession("p", "u", true);
            SdkTest.block(session, 3, 5, (i, record) -> record.setBigint(0, (long) i));
            id = session.getId();
        }
        try (MaxComputeEmulator emulator = start(Clock.systemUTC())) {
            assertThat(emulator.sql("p", "select * from t where dt='a/b, c'"))
                    .isEqualTo("a,dt\n1,\"a/b, c\"\n2,\"a/b, c\"\n");
            UploadSession session = tunnel(emulator).getUploadSession("p", "u", id);
            session.commit(new Long[] {3L});
            assertThat(emulator.sql("p", "select count(*) from u")).isEqualTo("_c0\n5\n");
        }
    }

    @Test
    void aCommitThatDiedBeforeItsSessionWasClosedIsNotDoneTwice() throws Exception {
        try (MaxComputeEmulator emulator = start(Clock.systemUTC())) {
            emulator.createProject("p");
            emulator.sql("p", "create table t (a bigint)");
            UploadSession session = tunnel(emulator).createUploadSession("p", "t");
            SdkTest.block(session, 0, 2, (i, record) -> record.setBigint(0, (long) i));
            Path state = folder.resolve(".odps/uploads/" + session.getId() + "/session");
            Path before = Files.copy(state, folder.resolve("before"));
            session.commit();
            Files.move(before, state, StandardCopyOption.REPLACE_EXISTING);
            session.commit();
            assertThat(emulator.sql("p", "select count(*) from t")).isEqualTo("_c0\n2\n");
        }
    }

    @Test
    void whatACrashLeftBesideTheManifestIsNoRow() throws Exception {
        Path rows = folder.resolve("p/default/t/rows");
        try (MaxComputeEmulator emulator = start(Clock.systemUTC())) {
            emulator.createProject("p");
            emulator.sql("p", "create table t (a bigint); insert into t values (1)");
            Path row = firstOf(rows);
            Files.copy(row, rows.resolve("left-0"));
            Files.writeString(rows.resolve("manifest.next"), "file half");
            assertThat(emulator.sql("p", "select count(*) from t")).isEqualTo("_c0\n1\n");
            emulator.sql("p", "insert into t values (2)");
            assertThat(emulator.sql("p", "select a from t")).isEqualTo("a\n1\n2\n");
            assertThat(rows.resolve("left-0")).doesNotExist();
        }
    }

    @Test
    void oneFolderOneServer() {
        try (MaxComputeEmulator emulator = start(Clock.systemUTC())) {
            assertThatThrownBy(() -> start(Clock.systemUTC()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another emulator serves");
            assertThat(emulator.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aSessionLivesForADay() throws Exception {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        String id;
        try (MaxComputeEmulator emulator = start(Clock.fixed(start, ZoneOffset.UTC))) {
            emulator.createProject("p");
            emulator.sql("p", "create table t (a bigint)");
            id = tunnel(emulator).createUploadSession("p", "t").getId();
        }
        Clock later = Clock.fixed(start.plus(Duration.ofHours(25)), ZoneOffset.UTC);
        try (MaxComputeEmulator emulator = start(later)) {
            UploadSession session = tunnel(emulator).getUploadSession("p", "t", id);
            assertThat(session.getStatus()).isEqualTo(TableTunnel.UploadStatus.EXPIRED);
            SdkTest.refused("StatusConflict", session::commit);
        }
    }

    private static Path firstOf(Path rows) throws Exception {
        try (Stream<Path> files = Files.list(rows)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("manifest"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private MaxComputeEmulator start(Clock clock) {
        return MaxComputeEmulator.in(folder).clock(clock).start();
    }

    private static TableTunnel tunnel(MaxComputeEmulator emulator) {
        return new TableTunnel(SdkTest.client(emulator, new AliyunAccount("local", "local")));
    }
}
