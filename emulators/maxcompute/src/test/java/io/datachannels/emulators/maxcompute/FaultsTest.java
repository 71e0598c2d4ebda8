package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import io.datachannels.emulators.http.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest extends SdkTest {
    @BeforeEach
    void table() throws Exception {
        emulator.sql("p", "create table t (a bigint)");
    }

    @Test
    void aBlockThatFailsIsNotTheSessionsAndMayBeSentAgain() throws Exception {
        UploadSession session = tunnel.createUploadSession("p", "t");
        for (Fault.Kind kind : List.of(Fault.Kind.ERROR, Fault.Kind.DROP, Fault.Kind.CORRUPT)) {
            emulator.faults().add(Fault.of("UploadBlock", kind).times(1));
            assertThatThrownBy(() -> put(session, 0, 5)).as(kind.name()).isInstanceOf(IOException.class);
        }
        assertThat(session.getBlockList()).isEmpty();
        put(session, 0, 5);
        session.commit(new Long[] {0L});
        assertThat(rows("t", null)).hasSize(5);
    }

    @Test
    void aLostAnswerHidesACommitThatWasDone() throws Exception {
        UploadSession session = tunnel.createUploadSession("p", "t");
        put(session, 0, 5);
        emulator.faults().add(Fault.of("CommitUpload", Fault.Kind.LOSE_ANSWER).times(1));
        // The client asks again by itself or leaves it to the caller; either way the rows are there once.
        try {
            session.commit();
        } catch (Exception e) {
            assertThat(tunnel.getUploadSession("p", "t", session.getId()).getStatus())
                    .isEqualTo(TableTunnel.UploadStatus.CLOSED);
        }
        session.commit();
        assertThat(rows("t", null)).hasSize(5);
    }

    @Test
    void anExpiredSessionIsAStatusConflict() throws Exception {
        UploadSession session = tunnel.createUploadSession("p", "t");
        put(session, 0, 5);
        emulator.faults().add(Fault.of("CommitUpload", Fault.Kind.EXPIRE).times(1));
        refused("StatusConflict", session::commit);
        assertThat(tunnel.getUploadSession("p", "t", session.getId()).getStatus())
                .isEqualTo(TableTunnel.UploadStatus.EXPIRED);
        assertThatThrownBy(() -> put(session, 1, 1)).hasMessageContaining("StatusConflict");
        assertThat(rows("t", null)).isEmpty();
    }

    @Test
    void downloadsThatAreCutShortOrWrong() throws Exception {
        emulator.sql("p", "insert into t values (1),(2),(3),(4)");
        var session = tunnel.buildDownloadSession("p", "t").build();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        emulator.faults().observe(seen::add);
        emulator.faults().add(Fault.of("DownloadData", Fault.Kind.TRUNCATE).times(1));
        assertThat(all(session.openRecordReader(0, 4))).hasSize(4);
        assertThat(seen).as("the client notices and asks again").containsExactly("DownloadData", "DownloadData");
        emulator.faults().add(Fault.of("DownloadData", Fault.Kind.CORRUPT).times(1));
        assertThatThrownBy(() -> all(session.openRecordReader(0, 4))).hasMessageContaining("Checksum invalid");
        emulator.faults().add(Fault.of("DownloadData", Fault.Kind.SHORT).times(1));
        assertThat(all(session.openRecordReader(0, 4)))
                .as("the client does not notice")
                .hasSize(2);
        emulator.faults().add(Fault.of("GetDownload", Fault.Kind.EXPIRE).times(1));
        refused("StatusConflict", () -> tunnel.getDownloadSession("p", "t", session.getId()));
        assertThat(all(session.openRecordReader(0, 4))).hasSize(4);
    }

    @Test
    void everyCallHasAName() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        emulator.faults().observe(seen::add);
        odps.tables().get("p", "t").reload();
        sql("select * from t");
        UploadSession session = tunnel.createUploadSession("p", "t");
        put(session, 0, 1);
        session.commit(new Long[] {0L});
        rows("t", null);
        assertThat(seen)
                .contains(
                        "GetProject",
                        "GetTable",
                        "CreateInstance",
                        "GetInstance",
                        "GetTunnel",
                        "CreateUpload",
                        "UploadBlock",
                        "GetUpload",
                        "CommitUpload",
                        "CreateDownload",
                        "DownloadData")
                .doesNotContain("Unknown");
    }

    private static void put(UploadSession session, long block, int rows) throws Exception {
        block(session, block, rows, (i, record) -> record.setBigint(0, (long) i));
    }
}
