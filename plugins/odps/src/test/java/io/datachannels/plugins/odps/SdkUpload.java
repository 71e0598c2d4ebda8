package io.datachannels.plugins.odps;

import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.tunnel.TableTunnel;
import io.datachannels.testkit.TestTask;
import java.util.List;

/** Fills tables with the SDK alone. */
final class SdkUpload {
    private SdkUpload() {}

    /**
     * @param partition such as {@code dt=1}, or null for none
     * @param rows values as the SDK takes them
     */
    static void rows(Project project, String table, String partition, List<List<Object>> rows) {
        try {
            TableTunnel tunnel = new OdpsClient(project.access()).tunnel(TestTask.first());
            TableTunnel.UploadSession session = partition == null
                    ? tunnel.createUploadSession(Project.NAME, table)
                    : tunnel.createUploadSession(Project.NAME, table, new PartitionSpec(partition));
            try (RecordWriter writer = session.openRecordWriter(0)) {
                for (List<Object> row : rows) {
                    Record record = session.newRecord();
                    for (int i = 0; i < row.size(); i++) {
                        record.set(i, row.get(i));
                    }
                    writer.write(record);
                }
            }
            session.commit();
        } catch (Exception e) {
            throw new AssertionError("cannot fill " + table, e);
        }
    }
}
