package io.datachannels.emulators.maxcompute.sql;

import io.datachannels.emulators.maxcompute.records.ValueText;
import io.datachannels.emulators.maxcompute.store.PartitionSpec;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.Store;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Runs the statements that the emulator understands. */
public final class SqlEngine {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COLUMNS = 1_200;
    private static final int MOST_PARTITION_COLUMNS = 6;
    private static final int MOST_PARTITIONS = 60_000;
    private static final String START = "[1,1]";

    private final Store store;

    public SqlEngine(Store store) {
        this.store = store;
    }

    /** What statements answer: CSV of a select, otherwise plain text. */
    public record Result(String format, String text) {
        static final Result NOTHING = new Result("text", "");
    }

    /**
     * Runs statements one after the other.
     *
     * @return the result of the last
     * @throws ServiceError if one is none or fails; those before it stay done
     */
    public Result run(String sql, String project, String schema) throws IOException {
        store.requireProject(project);
        Result last = Result.NOTHING;
        for (Statement statement : Parser.parse(sql, project, schema)) {
            last = run(statement);
        }
        return last;
    }

    private Result run(Statement statement) throws IOException {
        if (statement instanceof Statement.CreateTable create) {
            createTable(create);
        } else if (statement instanceof Statement.DropTable drop) {
            if (!store.dropTable(drop.table()) && !drop.ifExists()) {
                throw notFound(drop.table());
            }
        } else if (statement instanceof Statement.Truncate truncate) {
            truncate(truncate);
        } else if (statement instanceof Statement.AddPartitions add) {
            addPartitions(add);
        } else if (statement instanceof Statement.DropPartitions drop) {
            dropPartitions(drop);
        } else if (statement instanceof Statement.CreateSchema create) {
            if (!store.createSchema(create.project(), create.schema()) && !create.ifNotExists()) {
                throw ServiceError.semantic("ODPS-0420095", START, "Schema already exists - " + create.schema());
            }
        } else if (statement instanceof Statement.DropSchema drop) {
            if (store.schemas(drop.project()).contains(drop.schema())) {
                store.dropSchema(drop.project(), drop.schema());
            } else if (!drop.ifExists()) {
                throw ServiceError.noSuchSchema(drop.schema());
            }
        } else if (statement instanceof Statement.Insert insert) {
            insert(insert);
        } else if (statement instanceof Statement.Select select) {
            return select(select);
        } else {
            return show(statement);
        }
        return Result.NOTHING;
    }

    private void createTable(Statement.CreateTable create) throws IOException {
        TableDefinition definition = create.definition();
        if (definition.columns().size() > MOST_COLUMNS) {
            throw semantic("a table has at most " + MOST_COLUMNS + " columns");
        }
        if (definition.partitionColumns().size() > MOST_PARTITION_COLUMNS) {
            throw semantic("a table has at most " + MOST_PARTITION_COLUMNS + " levels of partitions");
        }
        Set<String> names = new HashSet<>();
        List<Column> all = new ArrayList<>(definition.columns());
        all.addAll(definition.partitionColumns());
        for (Column column : all) {
            if (!names.add(column.name())) {
                throw semantic("column " + column.name() + " is defined twice");
            }
        }
        if (!store.createTable(create.table(), definition) && !create.ifNotExists()) {
            throw ServiceError.semantic(
                    "ODPS-0130071", START, "Semantic analysis exception - table " + create.table() + " already exists");
        }
    }

    private void truncate(Statement.Truncate truncate) throws IOException {
        TableDefinition table = table(truncate.table());
        List<PartitionSpec> targets = new ArrayList<>();
        if (truncate.partitions().isEmpty()) {
            if (table.isPartitioned()) {
                targets.addAll(store.partitions(truncate.table()));
            } else {
                targets.add(null);
            }
        }
        for (Map<String, String> each : truncate.partitions()) {
            PartitionSpec partition = whole(table, each);
            if (!store.hasPartition(truncate.table(), partition)) {
                throw ServiceError.noSuchPartition(partition);
            }
            targets.add(partition);
        }
        for (PartitionSpec target : targets) {
            store.commit(truncate.table(), target, true, commitId(), List.of());
        }
    }

    private void addPartitions(Statement.AddPartitions add) throws IOException {
        TableDefinition table = table(add.table());
        List<PartitionSpec> partitions = new ArrayList<>();
        for (Map<String, String> each : add.partitions()) {
            PartitionSpec partition = whole(table, each);
            if (store.hasPartition(add.table(), partition) && !add.ifNotExists()) {
                throw semantic("partition already exists - " + partition);
            }
            partitions.add(partition);
        }
        if (store.partitions(add.table()).size() + partitions.size() > MOST_PARTITIONS) {
            throw semantic("a table has at most " + MOST_PARTITIONS + " partitions");
        }
        for (PartitionSpec partition : partitions) {
            store.addPartition(add.table(), partition);
        }
    }

    private void dropPartitions(Statement.DropPartitions drop) throws IOException {
        TableDefinition table = table(drop.table());
        List<PartitionSpec> found = new ArrayList<>();
        for (Map<String, String> each : drop.partitions()) {
            PartitionSpec asked = partition(table, each);
            List<PartitionSpec> in = store.partitions(drop.table()).stream()
                    .filter(partition -> partition.isIn(asked))
                    .toList();
            if (in.isEmpty() && !drop.ifExists()) {
                throw semantic("partition not found - " + asked);
            }
            found.addAll(in);
        }
        for (PartitionSpec partition : found) {
            store.dropPartition(drop.table(), partition);
        }
    }

    private void insert(Statement.Insert insert) throws IOException {
        TableDefinition table = table(insert.table());
        PartitionSpec partition = null;
        if (table.isPartitioned()) {
            if (insert.partition() == null) {
                throw semantic("insert into a table with partitions needs PARTITION (…)");
            }
            partition = whole(table, insert.partition());
        } else if (insert.partition() != null) {
            throw semantic("table " + insert.table() + " has no partitions");
        }
        List<Object[]> rows = new ArrayList<>();
        for (List<Statement.Literal> literals : insert.rows()) {
            rows.add(row(table, insert.columns(), literals));
        }
        if (partition != null) {
            store.addPartition(insert.table(), partition);
        }
        Iterator<Object[]> left = rows.iterator();
        store.insert(
                insert.table(),
                partition,
                insert.overwrite(),
                commitId(),
                table.columns(),
                () -> left.hasNext() ? left.next() : null);
    }

    private static Object[] row(TableDefinition table, List<String> names, List<Statement.Literal> literals) {
        List<String> targets =
                names.isEmpty() ? table.columns().stream().map(Column::name).toList() : names;
        if (targets.size() != literals.size()) {
            throw semantic(targets.size() + " columns, but " + literals.size() + " values");
        }
        Object[] row = new Object[table.columns().size()];
        for (int i = 0; i < targets.size(); i++) {
            int index = index(table.columns(), targets.get(i));
            String text = literals.get(i).text();
            Column column = table.columns().get(index);
            try {
                row[index] = text == null ? null : ValueText.parse(column.type(), text);
            } catch (IllegalArgumentException e) {
                throw semantic("column " + column.name() + ": " + e.getMessage());
            }
        }
        for (Column column : table.columns()) {
            if (!column.nullable() && row[index(table.columns(), column.name())] == null) {
                throw semantic("column " + column.name() + " is NOT NULL");
            }
        }
        return row;
    }

    private Result select(Statement.Select select) throws IOException {
        TableDefinition table = table(select.table());
        List<Column> all = new ArrayList<>(table.columns());
        all.addAll(table.partitionColumns());
        int[] picked = select.columns().isEmpty()
                ? all.stream().mapToInt(all::indexOf).toArray()
                : select.columns().stream().mapToInt(name -> index(all, name)).toArray();
        List<PartitionSpec> partitions = new ArrayList<>();
        if (table.isPartitioned()) {
            select.where().keySet().forEach(name -> index(table.partitionColumns(), name));
            for (PartitionSpec partition : store.partitions(select.table())) {
                if (partition.values().entrySet().containsAll(select.where().entrySet())) {
                    partitions.add(partition);
                }
            }
        } else if (select.where().isEmpty()) {
            partitions.add(null);
        } else {
            throw semantic("this emulator selects by partition columns only");
        }
        if (select.count()) {
            long count = 0;
            for (PartitionSpec partition : partitions) {
                count += store.rows(select.table(), partition).count();
            }
            return new Result(
                    "csv",
                    new Csv()
                            .line(List.of("_c0"))
                            .line(List.of(Long.toString(count)))
                            .text());
        }
        long limit = select.limit() < 0 ? MOST_ROWS : Math.min(select.limit(), MOST_ROWS);
        Csv csv = new Csv();
        csv.line(Arrays.stream(picked).mapToObj(i -> all.get(i).name()).toList());
        long[] left = {limit};
        for (PartitionSpec partition : partitions) {
            if (left[0] > 0) {
                store.snapshotRows(
                        select.table(),
                        partition,
                        rows -> rows.read(table.columns(), 0, row -> {
                            csv.line(shown(table, partition, row, picked));
                            return --left[0] > 0;
                        }));
            }
        }
        return new Result("csv", csv.text());
    }

    private static List<String> shown(TableDefinition table, PartitionSpec partition, Object[] row, int[] picked) {
        List<String> fields = new ArrayList<>();
        for (int i : picked) {
            if (i < row.length) {
                fields.add(ValueText.show(table.columns().get(i).type(), row[i]));
            } else {
                fields.add(partition
                        .values()
                        .get(table.partitionColumns().get(i - row.length).name()));
            }
        }
        return fields;
    }

    private Result show(Statement statement) throws IOException {
        StringBuilder lines = new StringBuilder();
        if (statement instanceof Statement.ShowTables tables) {
            store.tables(tables.project(), tables.schema())
                    .forEach(table -> lines.append(table.table()).append('\n'));
        } else if (statement instanceof Statement.ShowSchemas schemas) {
            store.schemas(schemas.project())
                    .forEach(schema -> lines.append(schema).append('\n'));
        } else if (statement instanceof Statement.ShowPartitions partitions) {
            table(partitions.table());
            for (PartitionSpec partition : store.partitions(partitions.table())) {
                lines.append(partition.toString().replace(',', '/')).append('\n');
            }
        }
        return new Result("text", lines.toString());
    }

    private TableDefinition table(TableName name) throws IOException {
        if (!store.hasTable(name)) {
            throw notFound(name);
        }
        return store.table(name);
    }

    private static PartitionSpec whole(TableDefinition table, Map<String, String> values) {
        PartitionSpec partition = partition(table, values);
        if (!partition.isWhole(table.partitionColumns())) {
            throw semantic("partition spec " + partition + " does not name every level");
        }
        return partition;
    }

    private static PartitionSpec partition(TableDefinition table, Map<String, String> values) {
        try {
            return PartitionSpec.of(table.partitionColumns(), values);
        } catch (IllegalArgumentException e) {
            throw semantic(e.getMessage());
        }
    }

    private static int index(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw semantic("column " + name + " cannot be resolved");
    }

    private static String commitId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static ServiceError notFound(TableName name) {
        return ServiceError.semantic("ODPS-0130131", START, "Table not found - table " + name + " cannot be resolved");
    }

    private static ServiceError semantic(String message) {
        return ServiceError.semantic("ODPS-0130071", START, "Semantic analysis exception - " + message);
    }
}
