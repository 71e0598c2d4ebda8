package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** What a job asks of an object of Parquet: which of its fields are read, and where they stand in the row. */
final class ParquetProjection {
    private final List<ReadColumn> columns;
    private final String nullFormat;
    private final List<CellReader> constants = new ArrayList<>();
    private final MessageType projected;
    private final ZoneId zone;
    /** For every column its place among the projected fields; -1 for one that is none. */
    private final int[] places;

    private final ColumnType[] types;
    private final ColumnType[] natural;
    private final boolean isNatural;

    ParquetProjection(OssReaderConfig config, ParquetFile file, JobContext job) {
        MessageType schema = file.schema();
        this.nullFormat = config.nullFormat();
        this.zone = job.zone();
        this.columns = config.everyCell() ? every(schema) : config.column();
        Set<String> names = new LinkedHashSet<>();
        for (ReadColumn each : columns) {
            if (isField(each)) {
                names.add(field(each, file).getName());
            }
        }
        this.projected = new MessageType(
                schema.getName(), names.stream().map(schema::getType).toList());
        this.places = new int[columns.size()];
        this.types = new ColumnType[columns.size()];
        this.natural = new ColumnType[columns.size()];
        for (int i = 0; i < places.length; i++) {
            ReadColumn each = columns.get(i);
            Type field = isField(each) ? field(each, file) : null;
            places[i] = field == null ? -1 : projected.getFieldIndex(field.getName());
            natural[i] = field == null ? each.cellType().type : natural(field);
            types[i] = each.type() == null ? natural[i] : each.cellType().type;
            constants.add(new CellReader(each.cellType(), each.format(), i, job));
        }
        this.isNatural = Arrays.equals(types, natural);
    }

    /** The row's columns: in the type that the job names, else in the file's. */
    Schema schema() {
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            String label = places[i] < 0
                    ? columns.get(i).label(i)
                    : projected.getType(places[i]).getName();
            result.add(new Column(label, types[i]));
        }
        return new Schema(result);
    }

    MessageType columns() {
        return projected;
    }

    /** Adds the cells of the row, each in the type that the file has it in. */
    void add(ParquetRows rows, String object, long row, BatchBuilder batch) {
        for (int i = 0; i < places.length; i++) {
            ParquetColumn flat = places[i] < 0 ? null : rows.column(places[i]);
            if (flat != null && isNatural) {
                flat.add(batch);
            } else if (places[i] >= 0) {
                ParquetReader.add(rows.value(places[i]), natural[i], batch);
            } else {
                addOther(i, object, row, batch);
            }
        }
    }

    private void addOther(int place, String object, long row, BatchBuilder batch) {
        ReadColumn column = columns.get(place);
        if (ReadColumn.LINE.equals(column.name()) && column.isMeta()) {
            batch.addLong(row);
        } else if (column.isMeta()) {
            batch.addText(object);
        } else if (column.value().equals(nullFormat)) {
            batch.addNull();
        } else {
            constants.get(place).add(column.value(), batch);
        }
    }

    /** Whether these are the types that the file has the columns in, so that nothing has to be converted. */
    boolean isNatural() {
        return isNatural;
    }

    String show(ParquetRows rows, int column) {
        return places[column] < 0 ? null : String.valueOf(JsonText.of(rows.value(places[column])));
    }

    private ColumnType natural(Type field) {
        return ParquetRows.isNested(field)
                ? ColumnType.JSON
                : new ParquetValue(field.asPrimitiveType(), zone).cellType();
    }

    private static boolean isField(ReadColumn column) {
        return column.index() != null || column.isByName();
    }

    private static Type field(ReadColumn column, ParquetFile file) {
        MessageType schema = file.schema();
        if (column.index() == null ? schema.containsField(column.name()) : column.index() < schema.getFieldCount()) {
            return column.index() == null ? schema.getType(column.name()) : schema.getType(column.index());
        }
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        throw new JobFailure(
                file.name() + " has no column " + (column.index() == null ? column.name() : column.index()) + ": "
                        + String.join(", ", names),
                "Check the column's name or index.");
    }

    private static List<ReadColumn> every(MessageType schema) {
        return schema.getFields().stream()
                .map(each -> new ReadColumn(null, each.getName(), null, null, null))
                .toList();
    }
}
