package io.datachannels.emulators.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TunnelException;
import com.aliyun.odps.tunnel.io.CompressOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulator with the project "p" and an unmodified client on it that does not try again by itself. */
abstract class SdkTest {
    MaxComputeEmulator emulator;
    Odps odps;
    TableTunnel tunnel;

    @BeforeEach
    void start() throws Exception {
        emulator = MaxComputeEmulator.inMemory().start();
        emulator.createProject("p");
        odps = client(emulator, new AliyunAccount("local", "local"));
        tunnel = new TableTunnel(odps);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    static Odps client(MaxComputeEmulator emulator, AliyunAccount account) {
        Odps odps = new Odps(account);
        odps.setEndpoint(emulator.endpoint().toString());
        odps.setDefaultProject("p");
        odps.getRestClient().setRetryTimes(0);
        return odps;
    }

    /** Runs SQL as a task and waits for its end. */
    String sql(String text) throws OdpsException {
        var instance = SQLTask.run(odps, text);
        instance.waitForSuccess();
        return instance.getTaskResults().get("AnonymousSQLTask");
    }

    OdpsException sqlFails(String text) {
        OdpsException error = catchThrowableOfType(OdpsException.class, () -> sql(text));
        assertThat(error).as(text).isNotNull();
        return error;
    }

    static TunnelException refused(String code, ThrowingCallable call) {
        TunnelException error = catchThrowableOfType(TunnelException.class, call);
        assertThat(error).as("refused with " + code).isNotNull();
        assertThat(error.getErrorCode()).isEqualTo(code);
        return error;
    }

    /** Writes rows 0 to count - 1 as one block without compression. */
    static void block(TableTunnel.UploadSession session, long id, int count, BiConsumer<Integer, Record> fill)
            throws Exception {
        try (RecordWriter writer = session.openRecordWriter(id)) {
            write(session, writer, count, fill);
        }
    }

    static void write(
            TableTunnel.UploadSession session, RecordWriter writer, int count, BiConsumer<Integer, Record> fill)
            throws IOException {
        Record record = session.newRecord();
        for (int i = 0; i < count; i++) {
            fill.accept(i, record);
            writer.write(record);
        }
    }

    /** All rows of a table or partition, each as its values. */
    List<List<Object>> rows(String table, PartitionSpec partition) throws Exception {
        TableTunnel.DownloadSession session = tunnel.buildDownloadSession("p", table)
                .setPartitionSpec(partition)
                .build();
        return session.getRecordCount() == 0 ? List.of() : all(session.openRecordReader(0, session.getRecordCount()));
    }

    static List<List<Object>> all(RecordReader reader) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        for (Record record = reader.read(); record != null; record = reader.read()) {
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < record.getColumnCount(); i++) {
                row.add(record.get(i) instanceof byte[] text ? new String(text, UTF_8) : record.get(i));
            }
            rows.add(row);
        }
        reader.close();
        return rows;
    }

    static CompressOption compression(CompressOption.CompressAlgorithm algorithm) {
        return new CompressOption(algorithm, 1, 0);
    }
}
