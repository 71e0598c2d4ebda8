package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** What a job asks of an object of Parquet: which of its fields are read, and where they stand in the row. */
final class ParquetProjection {
    private final List<ReadColumn> columns;
    private final String nullFormat;
    private final List<CellReader> constants = new ArrayList<>();
    private final MessageType projected;
    private final ParquetZones zones;
    /** For every column its place among the projected fields; -1 for one that is none. */
    private final int[] places;

    private final ColumnType[] types;
    private final ColumnType[] natural;
    private final boolean isNatural;

    ParquetProjection(OssReaderConfig config, ParquetFile file, JobContext job) {
        MessageType schema = file.schema();
        this.nullFormat = config.nullFormat();
        this.zones = ParquetZones.of(config.parquetUtcTimestamp(), job);
        this.columns = config.everyCell() ? every(schema) : config.column();
        List<Type> fields = columns.stream()
                .map(each -> isField(each) ? field(each, file, config.supportAddMiddleColumn()) : null)
                .toList();
        this.projected = new MessageType(
                schema.getName(),
                fields.stream().filter(Objects::nonNull).distinct().toList());
        this.places = new int[columns.size()];
        this.types = new ColumnType[columns.size()];
        this.natural = new ColumnType[columns.size()];
        for (int i = 0; i < places.length; i++) {
            ReadColumn each = columns.get(i);
            Type field = fields.get(i);
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

    ParquetZones zones() {
        return zones;
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
        } else if (column.value() == null || column.value().equals(nullFormat)) {
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
        return places[column] < 0 ? null : JsonText.of(rows.value(places[column]));
    }

    private ColumnType natural(Type field) {
        return ParquetRows.isNested(field)
                ? ColumnType.JSON
                : new ParquetValue(field.asPrimitiveType(), zones).cellType();
    }

    private static boolean isField(ReadColumn column) {
        return column.index() != null || column.isByName();
    }

    /**
     * The column's field, or null for a name that this file lacks and may lack.
     *
     * @throws JobFailure if it must have it
     */
    private static Type field(ReadColumn column, ParquetFile file, boolean mayLackNames) {
        MessageType schema = file.schema();
        if (column.index() == null ? schema.containsField(column.name()) : column.index() < schema.getFieldCount()) {
            return column.index() == null ? schema.getType(column.name()) : schema.getType(column.index());
        }
        if (column.index() == null && mayLackNames) {
            return null;
        }
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        throw new JobFailure(
                file.name() + " has no column " + (column.index() == null ? column.name() : column.index()) + ": "
                        + String.join(", ", names),
                "Check the column's name or index; where older objects lack a column, name it and set supportAddMiddleColumn.");
    }

    private static List<ReadColumn> every(MessageType schema) {
        return schema.getFields().stream()
                .map(each -> new ReadColumn(null, each.getName(), null, null, null))
                .toList();
    }
}
