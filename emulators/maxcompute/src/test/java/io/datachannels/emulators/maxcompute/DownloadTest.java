package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.tunnel.TableTunnel.DownloadSession;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest extends SdkTest {
    @BeforeEach
    void table() throws Exception {
        emulator.sql("p", "create table t (a bigint, b string, c double)");
        UploadSession session = tunnel.createUploadSession("p", "t");
        for (int block = 0; block < 3; block++) {
            int first = block * 10;
            block(session, block, 10, (i, record) -> {
                record.setBigint(0, (long) first + i);
                record.setString(1, "b" + (first + i));
                record.setDouble(2, i / 2.0);
            });
        }
        session.commit(new Long[] {0L, 1L, 2L});
    }

    @Test
    void rangesGoAcrossBlocks() throws Exception {
        DownloadSession session = tunnel.buildDownloadSession("p", "t").build();
        assertThat(session.getRecordCount()).isEqualTo(30);
        List<List<Object>> rows = all(session.openRecordReader(8, 14));
        assertThat(rows).hasSize(14);
        assertThat(rows.get(0).get(0)).isEqualTo(8L);
        assertThat(rows.get(13).get(0)).isEqualTo(21L);
        assertThat(all(session.openRecordReader(29, 100)))
                .as("a range may go beyond the end")
                .hasSize(1);
        assertThat(all(session.openRecordReader(30, 1))).isEmpty();
        assertThatThrownBy(() -> session.openRecordReader(31, 1)).hasMessageContaining("InvalidRowRange");
    }

    @Test
    void onlyTheColumnsAskedForAreSent() throws Exception {
        DownloadSession session = tunnel.buildDownloadSession("p", "t").build();
        var columns =
                List.of(session.getSchema().getColumn("c"), session.getSchema().getColumn("a"));
        assertThat(all(session.openRecordReader(3, 1, false, columns))).containsExactly(List.of(1.5, 3L));
    }

    @Test
    void aSessionKeepsTheRowsOfItsBeginning() throws Exception {
        DownloadSession session = tunnel.buildDownloadSession("p", "t").build();
        emulator.sql("p", "truncate table t");
        assertThat(all(session.openRecordReader(0, 30))).hasSize(30);
        assertThat(tunnel.buildDownloadSession("p", "t").build().getRecordCount())
                .isZero();
        refused("NoSuchDownload", () -> tunnel.getDownloadSession("p", "t", "none"));
    }
}
