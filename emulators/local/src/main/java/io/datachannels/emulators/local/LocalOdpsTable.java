package io.datachannels.emulators.local;

import io.datachannels.emulators.maxcompute.records.ValueText;
import io.datachannels.emulators.maxcompute.store.PartitionSpec;
import io.datachannels.emulators.maxcompute.store.Store;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.DataType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Shows a table of the local MaxCompute. */
record LocalOdpsTable(Store store, TableName name) {
    String address() {
        return "odps://" + name.project() + "/"
                + (name.schema().equals(TableName.DEFAULT_SCHEMA) ? "" : name.schema() + ".") + name.table();
    }

    /** Its address, how many rows it has and how many partitions. */
    String line() throws IOException {
        TableDefinition table = store.table(name);
        List<PartitionSpec> partitions = partitions(table);
        long rows = 0;
        for (PartitionSpec each : partitions) {
            rows += store.rows(name, each).count();
        }
        return String.format(Locale.ROOT, "%s  %,d rows", address(), rows)
                + (table.isPartitioned() ? String.format(Locale.ROOT, "  %,d partitions", partitions.size()) : "");
    }

    /** Prints its columns, its partitions with their rows, and the first rows. */
    void show(int rows, PrintStream print) throws IOException {
        TableDefinition table = store.table(name);
        table.columns().forEach(each -> print.println("column     " + text(each)));
        table.partitionColumns().forEach(each -> print.println("partition  " + text(each)));
        List<PartitionSpec> partitions = partitions(table);
        long count = 0;
        for (PartitionSpec each : partitions) {
            long here = store.rows(name, each).count();
            count += here;
            if (each != null) {
                print.printf(Locale.ROOT, "%s  %,d rows%n", each, here);
            }
        }
        print.printf(Locale.ROOT, "rows       %,d%n", count);
        int[] left = {rows};
        for (PartitionSpec each : partitions) {
            if (left[0] > 0) {
                store.snapshotRows(
                        name,
                        each,
                        found -> found.read(table.columns(), 0, row -> {
                            print.println(text(table.columns(), row, each));
                            return --left[0] > 0;
                        }));
            }
        }
    }

    /** Its partitions; null stands for a table without. */
    private List<PartitionSpec> partitions(TableDefinition table) throws IOException {
        return table.isPartitioned() ? store.partitions(name) : Collections.singletonList(null);
    }

    private static String text(Column column) {
        return column.name() + " " + column.type().toString().toUpperCase(Locale.ROOT)
                + (column.nullable() ? "" : " NOT NULL");
    }

    private static String text(List<Column> columns, Object[] row, PartitionSpec partition) {
        StringJoiner text = new StringJoiner("  ");
        for (int i = 0; i < row.length; i++) {
            text.add(columns.get(i).name() + "=" + text(columns.get(i).type(), row[i]));
        }
        if (partition != null) {
            partition.values().forEach((column, value) -> text.add(column + "=" + value));
        }
        return text.toString();
    }

    private static String text(DataType type, Object value) {
        if (value == null) {
            return "NULL";
        }
        return LocalTables.shown(
                switch (type.name()) {
                    case BINARY -> ((byte[]) value).length + " bytes";
                    case STRING, CHAR, VARCHAR, JSON ->
                        '"' + new String((byte[]) value, StandardCharsets.UTF_8).replace("\n", "\\n") + '"';
                    default -> ValueText.show(type, value);
                });
    }
}
