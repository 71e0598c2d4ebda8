package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import com.aliyun.odps.tunnel.io.CompressOption.CompressAlgorithm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadTest extends SdkTest {
    private static final PartitionSpec DAY = new PartitionSpec("dt='2024'");

    @BeforeEach
    void tables() throws Exception {
        emulator.sql("p", "create table t (a bigint, b string not null)");
        emulator.sql(
                "p", "create table d (a bigint) partitioned by (dt string); alter table d add partition (dt='2024')");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressAlgorithm.class,
            names = {"ODPS_RAW", "ODPS_ZLIB", "ODPS_SNAPPY", "ODPS_LZ4_FRAME", "ODPS_ZSTD"})
    void rowsComeBackInEveryCompression(CompressAlgorithm algorithm) throws Exception {
        UploadSession session = tunnel.createUploadSession("p", "t");
        try (var writer = session.openRecordWriter(0, compression(algorithm))) {
            write(session, writer, 10_000, (i, record) -> {
                record.setBigint(0, (long) i);
                record.setString(1, "row " + i);
            });
        }
        session.commit(new Long[] {0L});
        var download = tunnel.buildDownloadSession("p", "t").build();
        assertThat(download.getRecordCount()).isEqualTo(10_000);
        List<List<Object>> rows = all(download.openRecordReader(0, 10_000, compression(algorithm)));
        assertThat(rows).hasSize(10_000);
        assertThat(rows.get(9_999).get(0)).isEqualTo(9_999L);
    }

    @Test
    void nothingIsSeenBeforeTheCommitAndBlocksAreReplaced() throws Exception {
        UploadSession session = session(false);
        put(session, 7, 3);
        put(session, 2, 2);
        put(session, 7, 1);
        put(session, 19_999, 1);
        assertThat(rows("d", DAY)).isEmpty();
        assertThat(session.getBlockList()).containsExactly(2L, 7L, 19_999L);
        assertThat(session.getStatus()).isEqualTo(TableTunnel.UploadStatus.NORMAL);
        session.commit(new Long[] {2L, 7L, 19_999L});
        assertThat(rows("d", DAY)).extracting(row -> row.get(0)).containsExactly(2000L, 2001L, 7000L, 19_999_000L);
    }

    @Test
    void theListOfBlocksMustBeThatOfTheService() throws Exception {
        UploadSession session = session(false);
        put(session, 0, 1);
        put(session, 1, 1);
        assertThatThrownBy(() -> session.commit(new Long[] {0L})).hasMessageContaining("Blocks not match, server: 2");
        assertThatThrownBy(() -> session.commit(new Long[] {0L, 2L})).hasMessageContaining("not");
        assertThat(rows("d", DAY)).isEmpty();
    }

    @Test
    void aCommitMayBeRepeatedAndAppendsOnce() throws Exception {
        UploadSession first = session(false);
        put(first, 0, 2);
        first.commit();
        first.commit();
        assertThat(session(first.getId()).getStatus()).isEqualTo(TableTunnel.UploadStatus.CLOSED);
        UploadSession second = session(false);
        put(second, 1, 1);
        second.commit();
        session(first.getId()).commit();
        assertThat(rows("d", DAY)).extracting(row -> row.get(0)).containsExactly(0L, 1L, 1000L);
        assertThatThrownBy(() -> put(first, 3, 1)).hasMessageContaining("StatusConflict");
    }

    @Test
    void overwriteReplacesAtTheCommit() throws Exception {
        UploadSession old = session(false);
        put(old, 0, 3);
        old.commit();
        UploadSession session = session(true);
        put(session, 5, 1);
        assertThat(rows("d", DAY)).hasSize(3);
        session.commit();
        assertThat(rows("d", DAY)).extracting(row -> row.get(0)).containsExactly(5000L);
        session(true).commit();
        assertThat(rows("d", DAY)).as("an overwrite without blocks empties").isEmpty();
    }

    @Test
    void anOldVersionOfABlockDoesNotReplaceANewerOne() throws Exception {
        UploadSession session = session(false);
        for (long version : new long[] {2, 1, 3, 2}) {
            try (var writer = session.openRecordWriter(0, compression(CompressAlgorithm.ODPS_RAW), version)) {
                write(session, writer, 1, (i, record) -> record.setBigint(0, version));
            }
        }
        session.commit(new Long[] {0L});
        assertThat(rows("d", DAY)).extracting(row -> row.get(0)).containsExactly(3L);
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        refused("NoSuchTable", () -> tunnel.createUploadSession("p", "nowhere"));
        refused("NoSuchProject", () -> tunnel.createUploadSession("nowhere", "t"));
        refused("NoSuchPartition", () -> tunnel.createUploadSession("p", "d", new PartitionSpec("dt='1999'")));
        refused("MissingPartitionSpec", () -> tunnel.createUploadSession("p", "d"));
        refused("InvalidPartitionSpec", () -> tunnel.createUploadSession("p", "d", new PartitionSpec("hh='1'")));
        refused("InvalidPartitionSpec", () -> tunnel.createUploadSession("p", "t", DAY));
        UploadSession session = session(false);
        refused("NoSuchUpload", () -> tunnel.getUploadSession("p", "t", session.getId()));
        refused("NoSuchUpload", () -> session("00000000000000000000000000000000"));
        refused("NoSuchUpload", () -> session("../../p/default/t"));
        assertThatThrownBy(() -> put(session, 20_000, 1)).hasMessageContaining("InvalidBlockID");
        put(session, 0, 1);
        emulator.sql("p", "alter table d drop partition (dt='2024')");
        refused("NoSuchPartition", session::commit);
        emulator.sql("p", "drop table d; create table d (a bigint) partitioned by (dt string)");
        emulator.sql("p", "alter table d add partition (dt='2024')");
        refused("DataVersionConflict", session::commit);
    }

    @Test
    void aRowThatDoesNotFitIsRefusedWithItsColumn() throws Exception {
        UploadSession session = tunnel.createUploadSession("p", "t");
        assertThatThrownBy(() -> block(session, 0, 1, (i, record) -> record.setBigint(0, 1L)))
                .hasMessageContaining("MalformedDataStream")
                .hasMessageContaining("column b is NOT NULL");
        assertThat(session.getBlockList()).isEmpty();
    }

    @Test
    void sessionsOfOneTargetDoNotDisturbEachOther() throws Exception {
        UploadSession one = session(false);
        UploadSession two = session(false);
        put(one, 0, 1);
        put(two, 0, 2);
        two.commit();
        one.commit();
        assertThat(rows("d", DAY)).hasSize(3);
    }

    private UploadSession session(boolean overwrite) throws Exception {
        return tunnel.createUploadSession("p", "d", DAY, overwrite);
    }

    private UploadSession session(String id) throws Exception {
        return tunnel.getUploadSession("p", "d", DAY, id);
    }

    private static void put(UploadSession session, long block, int rows) throws Exception {
        block(session, block, rows, (i, record) -> record.setBigint(0, block * 1000 + i));
    }
}
