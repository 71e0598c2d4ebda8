package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a data table to be written to. */
final class TableTarget {
    private static final Logger log = LoggerFactory.getLogger(TableTarget.class);

    private TableTarget() {}

    /** @throws JobFailure if the job does not fit the table or there is none */
    static WriteTarget<RowChange> open(OtsClient client, OtsWriterConfig config, Schema schema, JobContext job) {
        String name = config.table().strip();
        AutoCreate create = config.autoCreate();
        boolean mayCreate = create != null && create.enabled();
        Optional<TableMeta> there = mayCreate ? client.find(name, job) : Optional.of(client.describe(name, job));
        TableMeta meta = there.orElseGet(() -> wanted(name, config));
        ChangeEncoder<RowChange> encoder = new KeyMatch(config, meta).encoder(schema);
        warn(config, encoder, meta);
        Runnable preparation = there.isPresent()
                ? WriteTarget.NONE
                : () -> {
                    client.create(create.request(meta, config.mode() == Mode.MULTI_VERSION), job);
                    log.info("otswriter: made the table {}", name);
                };
        return new WriteTarget<>(encoder, apis(client, config.writeApi(), encoder, name), preparation);
    }

    private static TableMeta wanted(String table, OtsWriterConfig config) {
        TableMeta meta = new TableMeta(table);
        for (WriteKeyColumn column : config.primaryKey()) {
            KeyType type = KeyType.parse(column.type()).orElseThrow();
            meta.addPrimaryKeyColumn(column.name(), PrimaryKeyType.valueOf(type.name()));
        }
        return meta;
    }

    private static WriteApis<RowChange> apis(
            OtsClient client, WriteApiName wanted, ChangeEncoder<RowChange> encoder, String table) {
        WriteApi<RowChange> batchWrite = new BatchWriteApi(client, table);
        if (wanted == WriteApiName.BATCH_WRITE_ROW || encoder.makesKeys()) {
            return new WriteApis<>(batchWrite, batchWrite);
        }
        WriteApi<RowChange> bulkImport = new BulkImportApi(client, table);
        return new WriteApis<>(bulkImport, wanted == WriteApiName.BULK_IMPORT ? bulkImport : batchWrite);
    }

    private static void warn(OtsWriterConfig config, ChangeEncoder<RowChange> encoder, TableMeta meta) {
        if (encoder.makesKeys()) {
            log.warn(
                    "otswriter: {} has an auto-increment column: a request whose answer is lost is sent again, and rows that it"
                            + " had written are then there twice.",
                    meta.getTableName());
        } else if (config.enableAutoIncrement()
                && meta.getPrimaryKeyList().stream().noneMatch(PrimaryKeySchema::hasOption)) {
            log.warn(
                    "otswriter: {} has no auto-increment column; enableAutoIncrement makes no difference.",
                    meta.getTableName());
        }
    }
}
