package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that rows are written to. They are visible at once, and writing them again changes nothing; so there is nothing to commit
 * and nothing that an abort could undo.
 */
final class OtsWriter implements Writer {
    private static final Logger log = LoggerFactory.getLogger(OtsWriter.class);

    private final OtsClient client;
    private final JobContext job;
    private final String table;
    private final ChangeEncoder<RowChange> encoder;
    private final WriteApis<RowChange> apis;
    /** How to make the table; null if it is there. */
    private final CreateTableRequest missing;

    private final RequestWriter.Limits limits;

    /** Connects with a client that it closes, also when it fails. */
    OtsWriter(OtsClient client, OtsWriterConfig config, Schema schema, JobContext job) {
        this.client = client;
        this.job = job;
        try {
            String name = config.table().strip();
            AutoCreate create = config.autoCreate();
            boolean mayCreate = create != null && create.enabled();
            Optional<TableMeta> there = mayCreate ? client.find(name, job) : Optional.of(client.describe(name, job));
            TableMeta meta = there.orElseGet(() -> wanted(name, config));
            this.missing = there.isPresent() ? null : create.request(meta);
            this.table = meta.getTableName();
            this.encoder = new KeyMatch(config, meta).encoder(schema);
            this.apis = apis(config.writeApi());
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
    public WriterState prepare() {
        if (missing != null) {
            client.create(missing, job);
            log.info("otswriter: made the table {}", table);
        }
        return WriterState.NONE;
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        return new RequestWriter<>(client.access(), apis, encoder, limits, task);
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

    private static TableMeta wanted(String table, OtsWriterConfig config) {
        TableMeta meta = new TableMeta(table);
        for (WriteKeyColumn column : config.primaryKey()) {
            KeyType type = KeyType.parse(column.type()).orElseThrow();
            meta.addPrimaryKeyColumn(column.name(), PrimaryKeyType.valueOf(type.name()));
        }
        return meta;
    }

    private WriteApis<RowChange> apis(WriteApiName wanted) {
        WriteApi<RowChange> batchWrite = new BatchWriteApi(client, table);
        if (wanted == WriteApiName.BATCH_WRITE_ROW || encoder.makesKeys()) {
            return new WriteApis<>(batchWrite, batchWrite);
        }
        WriteApi<RowChange> bulkImport = new BulkImportApi(client, table);
        return new WriteApis<>(bulkImport, wanted == WriteApiName.BULK_IMPORT ? bulkImport : batchWrite);
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
