package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.TableSchema;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What of a table's rows goes where: columns that the tunnel sends, levels of the partition, constants.
 *
 * @param schema what the reader delivers
 * @param names the columns that the tunnel shall send, each once and in the table's order; empty for all of them or none
 * @param decoders of the columns that it sends; none if no row needs to be sent
 */
record Projection(Schema schema, String names, CellDecoder[] decoders, List<Cell> cells) {
    /** Beyond it the names do not go into an address; the tunnel then sends all columns. */
    private static final int LONGEST_NAMES = 4000;

    /** Where a cell comes from. */
    sealed interface Cell {
        void add(Slot[] row, List<String> partition, BatchBuilder batch);
    }

    /** A column that the tunnel sends. */
    private record Sent(int place, CellDecoder decoder) implements Cell {
        @Override
        public void add(Slot[] row, List<String> partition, BatchBuilder batch) {
            decoder.add(row[place], batch);
        }
    }

    private record Level(int level, boolean isNumber) implements Cell {
        @Override
        public void add(Slot[] row, List<String> partition, BatchBuilder batch) {
            String value = partition.get(level);
            if (isNumber) {
                batch.addLong(Cast.parseLong(value, batch.column()));
            } else {
                batch.addText(value);
            }
        }
    }

    private record Constant(String text) implements Cell {
        @Override
        public void add(Slot[] row, List<String> partition, BatchBuilder batch) {
            batch.addText(text);
        }
    }

    /**
     * @param wanted names, constants in single quotes, {@code *}
     * @param table as people write it
     * @throws JobFailure for a column that is not there or cannot be read
     */
    static Projection of(List<String> wanted, TableSchema schema, String table, ZoneId zone) {
        List<String> names = new ArrayList<>();
        for (String each : wanted) {
            if (each.strip().equals("*")) {
                schema.getColumns().forEach(column -> names.add(column.getName()));
            } else {
                names.add(each.strip());
            }
        }
        TreeSet<Integer> needed = new TreeSet<>();
        for (String name : names) {
            int index = index(schema.getColumns(), name);
            if (index >= 0) {
                needed.add(index);
            }
        }
        List<String> asked = needed.stream()
                .map(index -> schema.getColumns().get(index).getName())
                .toList();
        boolean all = asked.size() == schema.getColumns().size();
        if (!all && String.join(",", asked).length() > LONGEST_NAMES) {
            all = true;
            asked = schema.getColumns().stream().map(Column::getName).toList();
        }
        List<CellDecoder> decoders = new ArrayList<>();
        for (String each : asked) {
            decoders.add(decoder(schema.getColumns().get(index(schema.getColumns(), each)), table, zone));
        }
        List<io.datachannels.spi.Column> columns = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (String name : names) {
            int index = index(schema.getColumns(), name);
            int level = index(schema.getPartitionColumns(), name);
            if (index >= 0) {
                int place = asked.indexOf(schema.getColumns().get(index).getName());
                cells.add(new Sent(place, decoders.get(place)));
                columns.add(new io.datachannels.spi.Column(
                        asked.get(place), decoders.get(place).cell()));
            } else if (level >= 0) {
                Column column = schema.getPartitionColumns().get(level);
                boolean isNumber = RowEncoder.isWhole(column.getTypeInfo());
                cells.add(new Level(level, isNumber));
                columns.add(
                        new io.datachannels.spi.Column(column.getName(), isNumber ? ColumnType.LONG : ColumnType.TEXT));
            } else if (name.length() >= 2 && name.startsWith("'") && name.endsWith("'")) {
                cells.add(new Constant(name.substring(1, name.length() - 1)));
                columns.add(new io.datachannels.spi.Column(name, ColumnType.TEXT));
            } else {
                throw unknown(name, schema, table);
            }
        }
        return new Projection(
                new Schema(columns), all ? "" : String.join(",", asked), decoders.toArray(new CellDecoder[0]), cells);
    }

    /** Whether rows have to be sent: of constants and partitions alone it is known what is in them. */
    boolean needsRows() {
        return decoders.length > 0;
    }

    private static int index(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static CellDecoder decoder(Column column, String table, ZoneId zone) {
        try {
            return new CellDecoder(column.getTypeInfo(), zone);
        } catch (IllegalArgumentException e) {
            throw new JobFailure(
                    "column " + column.getName() + " of " + table + ": " + e.getMessage(),
                    "Leave the column out, or put it into a table with another type first.",
                    e);
        }
    }

    private static JobFailure unknown(String name, TableSchema schema, String table) {
        List<String> known = new ArrayList<>();
        schema.getColumns().forEach(each -> known.add(each.getName()));
        schema.getPartitionColumns().forEach(each -> known.add(each.getName()));
        return new JobFailure(
                "table " + table + " has no column " + name,
                NearestName.of(name.toLowerCase(Locale.ROOT), known)
                        .map(each -> "Did you mean " + each + "?")
                        .orElse("It has " + NearestName.some(known) + "; a constant stands in single quotes."));
    }
}
