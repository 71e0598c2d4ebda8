package io.datachannels.engine.dirty;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A row as JSON, each cell null or a pair of its type and its value, so that it comes back exactly as it was. */
public final class TypedRow {
    private TypedRow() {}

    public static JsonArray toJson(Row row) {
        List<Json> cells = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            cells.add(
                    row.isNull(i)
                            ? JsonScalar.ofNull()
                            : JsonArray.of(List.of(JsonScalar.of(row.typeAt(i).name()), value(row, i))));
        }
        return JsonArray.of(cells);
    }

    /**
     * Adds the row that {@link #toJson} made this of.
     *
     * @throws IllegalArgumentException if it is not one; nothing is added
     */
    public static void add(Json row, BatchBuilder to) {
        try {
            for (Json cell : ((JsonArray) row).elements()) {
                if (cell instanceof JsonScalar none && none.isNull()) {
                    to.addNull();
                } else {
                    JsonArray pair = (JsonArray) cell;
                    add(ColumnType.valueOf(((JsonScalar) pair.get(0)).text()), (JsonScalar) pair.get(1), to);
                }
            }
            to.endRow();
        } catch (RuntimeException e) {
            to.dropRow();
            throw new IllegalArgumentException("not a row as the run folder keeps it: " + e.getMessage(), e);
        }
    }

    private static JsonScalar value(Row row, int column) {
        return switch (row.typeAt(column)) {
            case BOOL -> JsonScalar.of(row.boolAt(column));
            case LONG -> JsonScalar.of(row.longAt(column));
            case DOUBLE -> JsonScalar.of(Double.toString(row.doubleAt(column)));
            case DECIMAL -> JsonScalar.of(row.decimalAt(column).toString());
            case TEXT -> JsonScalar.of(row.textAt(column));
            case JSON -> JsonScalar.of(row.jsonAt(column));
            case BYTES -> JsonScalar.of(Base64.getEncoder().encodeToString(row.bytesAt(column)));
            case DATE -> JsonScalar.of(row.dateAt(column).toString());
            case TIMESTAMP -> JsonScalar.of(row.timestampAt(column).toString());
        };
    }

    /** @throws IllegalArgumentException or {@link DateTimeException} if the value is not of the type */
    private static void add(ColumnType type, JsonScalar value, BatchBuilder to) {
        String text = value.text();
        switch (type) {
            case BOOL -> to.addBool((Boolean) value.value());
            case LONG -> to.addLong(Long.parseLong(text));
            case DOUBLE -> to.addDouble(Double.parseDouble(text));
            case DECIMAL -> to.addDecimal(new BigDecimal(text));
            case TEXT -> to.addText(text);
            case JSON -> to.addJson(text);
            case BYTES -> to.addBytes(Base64.getDecoder().decode(text));
            case DATE -> to.addDate(LocalDate.parse(text));
            case TIMESTAMP -> to.addTimestamp(Instant.parse(text));
        }
    }
}
