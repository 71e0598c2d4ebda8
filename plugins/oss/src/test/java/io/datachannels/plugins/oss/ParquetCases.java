package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.Rows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column of every type, and the values of each at which Parquet may go wrong. */
final class ParquetCases {
    static final Schema TYPED = new Schema(List.of(
            new Column("a_text", ColumnType.TEXT),
            new Column("a_long", ColumnType.LONG),
            new Column("a_double", ColumnType.DOUBLE),
            new Column("a_bool", ColumnType.BOOL),
            new Column("a_decimal", ColumnType.DECIMAL),
            new Column("some_bytes", ColumnType.BYTES),
            new Column("a_date", ColumnType.DATE),
            new Column("a_time", ColumnType.TIMESTAMP),
            new Column("a_json", ColumnType.JSON)));

    private ParquetCases() {}

    static List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row(
                "a",
                1,
                1.5,
                true,
                decimal("-12.345"),
                new byte[] {0, -1},
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T01:02:03.123456Z"),
                new Rows.Json("{\"a\": [1]}")));
        rows.add(Arrays.asList(null, null, null, null, null, null, null, null, null));
        rows.add(row(
                "",
                Long.MIN_VALUE,
                Double.NaN,
                false,
                decimal("99999999999999999999.999999999999999999"),
                new byte[0],
                LocalDate.of(0, 1, 1),
                Instant.parse("0000-01-01T00:00:00Z"),
                new Rows.Json("null")));
        rows.add(row(
                "\\N \",\r\n 😀" + "x".repeat(2 << 20),
                Long.MAX_VALUE,
                -0.0,
                true,
                decimal("0"),
                "null".getBytes(StandardCharsets.UTF_8),
                LocalDate.of(9999, 12, 31),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                new Rows.Json("\"\"")));
        return rows;
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text).setScale(18);
    }
}
