package io.datachannels.plugins.odps;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.AbstractChar;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.DownloadSession;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.maxcompute.MaxComputeEmulator;
import io.datachannels.testkit.PluginUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulator with the empty project "p" for each test. */
final class Project implements BeforeEachCallback, AfterEachCallback {
    static final String NAME = "p";

    private MaxComputeEmulator emulator;

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator = MaxComputeEmulator.inMemory().start();
        emulator.createProject(NAME);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator.close();
    }

    String endpoint() {
        return emulator.endpoint().toString();
    }

    Faults faults() {
        return emulator.faults();
    }

    void fault(String text) {
        emulator.faults().add(Fault.parse(text));
    }

    /** Runs SQL past the client under test and returns what it answers. */
    String sql(String text) {
        try {
            return emulator.sql(NAME, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table, or of one of its partitions, through the SDK; cells as the testkit has them. */
    List<List<Object>> rows(String table, String partition) {
        try {
            DownloadSession session = new TableTunnel(odps())
                    .buildDownloadSession(NAME, table)
                    .setPartitionSpec(partition == null ? null : new PartitionSpec(partition))
                    .build();
            List<List<Object>> rows = new ArrayList<>();
            try (RecordReader records = session.openRecordReader(0, session.getRecordCount())) {
                for (Record record = records.read(); record != null; record = records.read()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 0; i < record.getColumnCount(); i++) {
                        row.add(cell(record.get(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (OdpsException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client as the SDK makes it. */
    Odps odps() {
        Odps odps = new Odps(new AliyunAccount("local", "local"));
        odps.setEndpoint(endpoint());
        odps.setDefaultProject(NAME);
        return odps;
    }

    private static Object cell(Object value) {
        if (value instanceof byte[] text) {
            return new String(text, StandardCharsets.UTF_8);
        } else if (value instanceof Binary binary) {
            return ByteBuffer.wrap(binary.data());
        } else if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toInstant();
        } else if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        } else if (value instanceof AbstractChar || value instanceof SimpleJsonValue) {
            return value.toString();
        }
        return value;
    }

    /** The keys of a connection, as a job file has them, without braces. */
    String connection() {
        return connection("local");
    }

    String connection(String accessKey) {
        return "\"endpoint\": \"%s\", \"project\": \"%s\", \"accessId\": \"local\", \"accessKey\": \"%s\""
                .formatted(endpoint(), NAME, accessKey);
    }

    Access access() {
        return access("");
    }

    /** @param more further keys, after a comma */
    Access access(String more) {
        return PluginUnderTest.config(Access.class, "{" + connection() + more + "}");
    }
}
