package io.datachannels.plugins.odps;

import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import io.datachannels.spi.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the upload sessions of one table. Safe for use from any thread. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final OdpsClient client;
    private final SqlTasks sql;
    private final String table;

    Uploads(OdpsClient client, String table) {
        this.client = client;
        this.sql = new SqlTasks(client);
        this.table = table;
    }

    /**
     * Begins a session, and makes the partition if it is not there.
     *
     * @param partition null for a table without partitions
     * @param overwrite whether its commit replaces what is there
     */
    Upload create(PartitionName partition, boolean overwrite, JobContext context) {
        if (partition != null && !exists(partition, context)) {
            sql.run(
                    "AddPartition",
                    "ALTER TABLE " + quoted() + " ADD IF NOT EXISTS PARTITION (" + partition.sql() + ")",
                    where(partition),
                    context);
        }
        TableTunnel tunnel = client.tunnel(context);
        String project = client.access().project();
        String schema = client.odps().getCurrentSchema();
        UploadSession session = client.call(
                context,
                "CreateUpload",
                where(partition),
                () -> partition == null
                        ? tunnel.createUploadSession(project, schema, table, overwrite)
                        : tunnel.createUploadSession(project, schema, table, partition.spec(), overwrite));
        LOG.info("upload session {} of {}", session.getId(), where(partition));
        return upload(partition, session);
    }

    /** Asked first, because a SQL task takes seconds and a right that writing does not need. */
    private boolean exists(PartitionName partition, JobContext context) {
        return client.call(
                context,
                "GetPartition",
                where(partition),
                () -> client.odps()
                        .tables()
                        .get(client.access().project(), client.odps().getCurrentSchema(), table)
                        .hasPartition(partition.spec()));
    }

    /**
     * A session that was begun before, maybe by another process.
     *
     * @param name the partition's; empty for a table without partitions
     */
    Upload open(String name, String id, JobContext context) {
        PartitionName partition = name.isEmpty() ? null : PartitionName.parse(name);
        TableTunnel tunnel = client.tunnel(context);
        UploadSession session = client.call(
                context,
                "GetUpload",
                where(partition),
                () -> tunnel.getUploadSession(
                        client.access().project(),
                        client.odps().getCurrentSchema(),
                        table,
                        partition == null ? null : partition.spec(),
                        id,
                        false));
        return upload(partition, session);
    }

    /** The table as SQL names it. */
    String quoted() {
        Access access = client.access();
        String schema = access.hasSchema() ? "`" + access.schema() + "`." : "";
        return "`" + access.project() + "`." + schema + "`" + table + "`";
    }

    SqlTasks sql() {
        return sql;
    }

    private Upload upload(PartitionName partition, UploadSession session) {
        return new Upload(client, partition == null ? "" : partition.toString(), where(partition), session);
    }

    private String where(PartitionName partition) {
        return client.access().name(table) + (partition == null ? "" : " partition " + partition);
    }
}
