package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.Column;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;

/** Brings together what the job file wants to write, what the reader delivers and what the table has. */
final class KeyMatch {
    private static final String FIT_TABLE = "Change primaryKey and column to fit the table.";

    private final OtsWriterConfig config;
    private final TableMeta meta;

    KeyMatch(OtsWriterConfig config, TableMeta meta) {
        this.config = config;
        this.meta = meta;
    }

    /** @throws JobFailure with everything that does not fit */
    ChangeEncoder<RowChange> cells(Schema schema) {
        List<SdkCells.Target> key = key();
        List<String> sources = keyNames();
        sources.addAll(List.of("column name", "version", "value"));
        int operation = operation(sources);
        checkCount(schema, sources);
        String prefix = config.columnNamePrefixFilter() == null ? "" : config.columnNamePrefixFilter();
        return new CellEncoder(meta.getTableName(), key, prefix, operation);
    }

    /** @throws JobFailure with everything that does not fit */
    ChangeEncoder<WireChange> rows(Schema schema) {
        List<SdkCells.Target> key = key();
        checkColumns();
        List<String> sources = keyNames();
        int keys = sources.size();
        config.column().forEach(each -> sources.add(each.name()));
        int operation = operation(sources);
        checkCount(schema, sources);
        List<SdkCells.Target> attributes = new ArrayList<>();
        for (int i = 0; i < config.column().size(); i++) {
            WriteColumn column = config.column().get(i);
            if (keys + i != operation) {
                CellType type = CellType.parse(column.type()).orElseThrow();
                attributes.add(new SdkCells.Target(column.name(), type, keys + i));
            }
        }
        TableRowEncoder.Changes changes = new TableRowEncoder.Changes(
                config.writeMode(), operation, config.nullInUpdate(), config.defaultTimestampInMillisecond());
        return new TableRowEncoder(changes, key, attributes);
    }

    /** The primary key columns, in the table's order, and where they come from. */
    private List<SdkCells.Target> key() {
        checkKey();
        List<String> names = keyNames();
        List<SdkCells.Target> key = new ArrayList<>();
        for (PrimaryKeySchema column : meta.getPrimaryKeyList()) {
            CellType type = CellType.of(KeyType.of(column.getType()));
            key.add(new SdkCells.Target(column.getName(), type, names.indexOf(column.getName())));
        }
        return key;
    }

    private List<String> keyNames() {
        List<String> names = new ArrayList<>();
        config.primaryKey().forEach(each -> names.add(each.name()));
        return names;
    }

    /** The reader's column that says what a row does, behind the others if it is not among them; -1 for none. */
    private int operation(List<String> sources) {
        String name = config.operationColumn();
        if (name == null) {
            return -1;
        }
        int listed = config.mode() == Mode.NORMAL ? sources.lastIndexOf(name) : -1;
        if (listed >= config.primaryKey().size()) {
            return listed;
        }
        sources.add(name);
        return sources.size() - 1;
    }

    private boolean isMade(PrimaryKeySchema column) {
        return config.enableAutoIncrement() && column.hasOption();
    }

    private void checkKey() {
        Findings findings = new Findings();
        List<PrimaryKeySchema> missing = new ArrayList<>(meta.getPrimaryKeyList());
        for (int i = 0; i < config.primaryKey().size(); i++) {
            WriteKeyColumn wanted = config.primaryKey().get(i);
            PrimaryKeySchema column = meta.getPrimaryKeySchemaMap().get(wanted.name());
            missing.remove(column);
            check("primaryKey[" + i + "]", wanted, column, findings);
        }
        for (PrimaryKeySchema column : missing) {
            if (!isMade(column)) {
                findings.add(
                        "primaryKey",
                        "lacks the table's column " + column.getName() + " of type " + KeyType.of(column.getType())
                                + (column.hasOption()
                                        ? ", which is an auto-increment column: set enableAutoIncrement to true"
                                        : ""));
            }
        }
        findings.throwIfAny(FIT_TABLE + " Its primary key is " + meta.getPrimaryKeyList() + ".");
    }

    private void check(String key, WriteKeyColumn wanted, PrimaryKeySchema column, Findings findings) {
        if (column == null) {
            String nearest = NearestName.of(
                            wanted.name(), meta.getPrimaryKeyMap().keySet())
                    .map(name -> ", did you mean " + name + "?")
                    .orElse("");
            findings.add(key, wanted.name() + " is no primary key column of the table" + nearest);
            return;
        }
        KeyType type = KeyType.of(column.getType());
        findings.check(
                wanted.type() == null || KeyType.parse(wanted.type()).orElseThrow() == type,
                key,
                wanted.name() + " is of type " + type + " in the table, not " + wanted.type());
        findings.check(
                !isMade(column),
                key,
                wanted.name()
                        + " is the auto-increment column, which with enableAutoIncrement has no value of its own");
    }

    private void checkColumns() {
        Findings findings = new Findings();
        for (int i = 0; i < config.column().size(); i++) {
            WriteColumn column = config.column().get(i);
            String key = "column[" + i + "]";
            findings.check(
                    !meta.getPrimaryKeyMap().containsKey(column.name()),
                    key,
                    column.name() + " is a primary key column of the table");
            DefinedColumnSchema defined = meta.getDefinedColumnSchemaMap().get(column.name());
            findings.check(
                    defined == null
                            || defined.getType()
                                    .name()
                                    .equals(CellType.parse(column.type())
                                            .orElseThrow()
                                            .name()),
                    key,
                    column.name() + " is predefined in the table with type "
                            + (defined == null ? "" : defined.getType()) + ", not " + column.type());
        }
        findings.throwIfAny(FIT_TABLE);
    }

    private void checkCount(Schema schema, List<String> written) {
        if (schema.size() != written.size()) {
            List<String> delivered = schema.columns().stream().map(Column::name).toList();
            throw new JobFailure(
                    "the reader delivers " + schema.size() + " columns " + delivered + ", but otswriter writes "
                            + written.size() + " " + written,
                    "Change the reader's columns, or primaryKey and "
                            + (config.mode() == Mode.MULTI_VERSION ? "operationColumn" : "column") + " of otswriter.");
        }
    }
}
