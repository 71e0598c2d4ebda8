package io.datachannels.emulators.maxcompute.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.TypeParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a table is.
 *
 * @param id tells a table from a later one of the same name
 * @param lifecycle in days; 0 for none. Kept and shown, nothing is removed
 */
public record TableDefinition(
        String id,
        List<Column> columns,
        List<Column> partitionColumns,
        String comment,
        int lifecycle,
        Instant created) {
    public TableDefinition {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
    }

    public boolean isPartitioned() {
        return !partitionColumns.isEmpty();
    }

    /** Lines of words, separated by blanks; names and comments percent-encoded. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("id " + id);
        lines.add("created " + created.toEpochMilli());
        lines.add("lifecycle " + lifecycle);
        lines.add("comment " + FileNames.encode(comment));
        columns.forEach(column -> lines.add("column " + line(column)));
        partitionColumns.forEach(column -> lines.add("partition " + line(column)));
        Files.write(file, lines, UTF_8);
    }

    static TableDefinition read(Path file) throws IOException {
        String id = "";
        String comment = "";
        int lifecycle = 0;
        Instant created = Instant.EPOCH;
        List<Column> columns = new ArrayList<>();
        List<Column> partitionColumns = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "id" -> id = words[1];
                case "created" -> created = Instant.ofEpochMilli(Long.parseLong(words[1]));
                case "lifecycle" -> lifecycle = Integer.parseInt(words[1]);
                case "comment" -> comment = FileNames.decode(words[1]);
                case "column" -> columns.add(column(words));
                case "partition" -> partitionColumns.add(column(words));
                default -> throw new IOException(file + ": unknown line \"" + line + "\"");
            }
        }
        return new TableDefinition(id, columns, partitionColumns, comment, lifecycle, created);
    }

    private static String line(Column column) {
        return FileNames.encode(column.name()) + " "
                + FileNames.encode(column.type().toString()) + " " + (column.nullable() ? "null" : "notnull") + " "
                + FileNames.encode(column.comment());
    }

    private static Column column(String[] words) {
        return new Column(
                FileNames.decode(words[1]),
                TypeParser.parse(FileNames.decode(words[2])),
                words[3].equals("null"),
                FileNames.decode(words[4]));
    }
}
