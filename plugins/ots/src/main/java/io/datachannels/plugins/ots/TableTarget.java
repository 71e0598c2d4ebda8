package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a data table to be written to. */
final class TableTarget {
    private static final Logger log = LoggerFactory.getLogger(TableTarget.class);

    private TableTarget() {}

    /** @throws JobFailure if the job does not fit the table or there is none */
    static WriteTarget<?> open(OtsClient client, OtsWriterConfig config, Schema schema, JobContext job) {
        String name = config.table().strip();
        AutoCreate create = config.autoCreate();
        boolean mayCreate = create != null && create.enabled();
        boolean cells = config.mode() == Mode.MULTI_VERSION;
        Optional<TableMeta> there = mayCreate ? client.find(name, job) : Optional.of(client.describe(name, job));
        TableMeta meta = there.orElseGet(() -> wanted(name, config));
        Runnable preparation = there.isPresent()
                ? WriteTarget.NONE
                : () -> {
                    client.create(create.request(meta, cells), job);
                    log.info("otswriter: made the table {}", name);
                };
        KeyMatch match = new KeyMatch(config, meta);
        if (cells) {
            ChangeEncoder<RowChange> encoder = match.cells(schema);
            return new WriteTarget<>(encoder, apis(client, config, encoder, WireChange::of), preparation);
        }
        ChangeEncoder<WireChange> encoder = match.rows(schema);
        warn(config, encoder, meta);
        return new WriteTarget<>(encoder, apis(client, config, encoder, Function.identity()), preparation);
    }

    private static TableMeta wanted(String table, OtsWriterConfig config) {
        TableMeta meta = new TableMeta(table);
        for (WriteKeyColumn column : config.primaryKey()) {
            KeyType type = KeyType.parse(column.type()).orElseThrow();
            meta.addPrimaryKeyColumn(column.name(), PrimaryKeyType.valueOf(type.name()));
        }
        return meta;
    }

    private static <C> WriteApis<C> apis(
            OtsClient client, OtsWriterConfig config, ChangeEncoder<C> encoder, Function<C, WireChange> wire) {
        String table = config.table().strip();
        WriteApiName wanted = config.writeApi();
        WriteApi<C> batchWrite = new BatchWriteApi<>(client, table, wire);
        if (wanted == WriteApiName.BATCH_WRITE_ROW || encoder.makesKeys()) {
            return new WriteApis<>(batchWrite, batchWrite);
        }
        WriteApi<C> bulkImport = new BulkImportApi<>(client, table, wire);
        return new WriteApis<>(bulkImport, wanted == WriteApiName.BULK_IMPORT ? bulkImport : batchWrite);
    }

    private static void warn(OtsWriterConfig config, ChangeEncoder<?> encoder, TableMeta meta) {
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
