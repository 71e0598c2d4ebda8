package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that rows are written to. They are visible at once, and writing them again changes nothing; so there is nothing to commit
 * and nothing that an abort could undo.
 */
final class OtsWriter implements Writer {
    private static final Logger log = LoggerFactory.getLogger(OtsWriter.class);

    private final OtsClient client;
    private final String table;
    private final RowEncoder encoder;
    private final RequestWriter.Limits limits;

    /** Connects with a client that it closes, also when it fails. */
    OtsWriter(OtsClient client, OtsWriterConfig config, Schema schema, JobContext job) {
        this.client = client;
        try {
            TableMeta meta = client.describe(config.table().strip(), job);
            this.table = meta.getTableName();
            this.encoder = new KeyMatch(config, meta).encoder(schema);
            this.limits = new RequestWriter.Limits(
                    config.batchWriteCount(), config.requestTotalSizeLimitation(), config.concurrencyWrite());
            warn(config, meta);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public boolean isAllOrNothing() {
        return false;
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        return new RequestWriter(client, table, encoder, limits, task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        // Every row has been visible since the service confirmed it.
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        // What a row replaced is not known any more; the same job again brings the table to the wanted state.
    }

    @Override
    public void close() {
        client.close();
    }

    private void warn(OtsWriterConfig config, TableMeta meta) {
        if (encoder.makesKeys()) {
            log.warn(
                    "otswriter: {} has an auto-increment column: a request whose answer is lost is sent again, and rows that it"
                            + " had written are then there twice.",
                    table);
        } else if (config.enableAutoIncrement()
                && meta.getPrimaryKeyList().stream().noneMatch(PrimaryKeySchema::hasOption)) {
            log.warn("otswriter: {} has no auto-increment column; enableAutoIncrement makes no difference.", table);
        }
    }
}
