package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.Rows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet of ours read by an independent reader, and of an independent writer read by us. */
class ParquetExchangeTest {
    private static final List<Object> NULLS = Collections.nCopies(9, null);
    private static final String VALUES = "SELECT a_text, a_long, a_double, a_bool, a_decimal::VARCHAR, hex(some_bytes),"
            + " date_diff('day', DATE '1970-01-01', a_date), epoch_us(a_time), a_json FROM FILE";

    @RegisterExtension
    final Oss oss = new Oss();

    @TempDir
    Path folder;

    private DuckDb duck;

    @BeforeEach
    void open() throws SQLException {
        duck = new DuckDb(folder);
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip", "zstd", "none"})
    void everyTypeAndValueIsReadByAnother(String compress) throws SQLException {
        Instant time = Instant.parse("2026-11-22T01:02:03.123456Z");
        Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
        List<List<Object>> rows = ParquetCases.rows();
        byte[] parquet = written(oss.writer("t").with("compress", compress), ParquetCases.TYPED, rows);
        assertThat(duck.rows("SELECT column_name, column_type FROM (DESCRIBE FROM FILE)", parquet))
                .containsExactly(
                        List.of("a_text", "VARCHAR"),
                        List.of("a_long", "BIGINT"),
                        List.of("a_double", "DOUBLE"),
                        List.of("a_bool", "BOOLEAN"),
                        List.of("a_decimal", "DECIMAL(38,18)"),
                        List.of("some_bytes", "BLOB"),
                        List.of("a_date", "DATE"),
                        List.of("a_time", "TIMESTAMP WITH TIME ZONE"),
                        List.of("a_json", "JSON"));
        assertThat(duck.rows(VALUES, parquet))
                .containsExactly(
                        List.of(
                                "a",
                                "1",
                                "1.5",
                                "true",
                                "-12.345000000000000000",
                                "00FF",
                                day(2026, 11, 22),
                                micros(time),
                                "{\"a\": [1]}"),
                        Collections.nCopies(9, null),
                        List.of(
                                "",
                                "-9223372036854775808",
                                "NaN",
                                "false",
                                "99999999999999999999.999999999999999999",
                                "",
                                day(0, 1, 1),
                                micros(Instant.parse("0000-01-01T00:00:00Z")),
                                "null"),
                        List.of(
                                rows.get(3).get(0).toString(),
                                "9223372036854775807",
                                "-0.0",
                                "true",
                                "0.000000000000000000",
                                "6E756C6C",
                                day(9999, 12, 31),
                                micros(last),
                                "\"\""));
    }

    @Test
    void manyRowsAndLargeCellsAreReadByAnother() throws SQLException {
        String large = "x".repeat(2 << 20);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            rows.add(row("text " + i % 7, i, "of its own " + i, i % 1000 == 0 ? null : i / 8.0));
        }
        rows.add(row(large, -1, large + "y", 0.5));
        Schema schema = new Schema(List.of(
                new Column("few", ColumnType.TEXT),
                new Column("n", ColumnType.LONG),
                new Column("all", ColumnType.TEXT),
                new Column("d", ColumnType.DOUBLE)));
        byte[] parquet = written(oss.writer("t"), schema, rows);
        assertThat(duck.rows(
                        "SELECT count(*), count(DISTINCT few), sum(n), count(*) FILTER (\"all\" = 'of its own ' || n), sum(d), count(d) FROM FILE WHERE n >= 0",
                        parquet))
                .containsExactly(
                        List.of("50000", "7", "1249975000", "50000", Double.toString(sumOfEighths()), "49950"));
        assertThat(duck.rows("SELECT few, \"all\" FROM FILE WHERE n = -1", parquet))
                .containsExactly(List.of(large, large + "y"));
    }

    private static double sumOfEighths() {
        double sum = 0;
        for (int i = 0; i < 50_000; i++) {
            sum += i % 1000 == 0 ? 0 : i / 8.0;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "int, INTEGER, -2147483648",
        "float, FLOAT, 0.25",
        "int96, TIMESTAMP, 2026-11-22 01:02:03.5",
        "'decimal(9,2)', 'DECIMAL(9,2)', -1234567.89",
        "'decimal(18,0)', 'DECIMAL(18,0)', 999999999999999999",
        "'decimal(38,38)', 'DECIMAL(38,38)', 0.12345678901234567890123456789012345678"
    })
    void chosenTypesAreReadByAnother(String type, String read, String value) throws SQLException {
        Parameters parameters = oss.writer("t").with("column", List.of(new WriteColumn("v", type)));
        byte[] parquet = written(parameters, Batches.schema("v"), List.of(row(value), Arrays.asList((Object) null)));
        assertThat(duck.rows("SELECT typeof(v), v FROM FILE", parquet))
                .containsExactly(List.of(read, value), Arrays.asList(read, null));
    }

    @Test
    void noRowsAndNothingButNullsAreReadByAnother() throws SQLException {
        byte[] empty = written(oss.writer("t"), ParquetCases.TYPED, List.of());
        assertThat(duck.rows("SELECT count(*) FROM (DESCRIBE FROM FILE)", empty))
                .containsExactly(List.of("9"));
        assertThat(duck.rows("SELECT count(*) FROM FILE", empty)).containsExactly(List.of("0"));
        byte[] nulls = written(oss.writer("u"), ParquetCases.TYPED, Collections.nCopies(30_000, NULLS));
        assertThat(duck.rows(VALUES + " GROUP BY ALL", nulls)).containsExactly(Collections.nCopies(9, null));
        assertThat(duck.rows("SELECT count(*) FROM FILE", nulls)).containsExactly(List.of("30000"));
        assertThat(ReadRun.all(parquet("u__*"))).isEqualTo(Collections.nCopies(30_000, NULLS));
    }

    @ParameterizedTest
    @CsvSource({"snappy, V1", "snappy, V2", "zstd, V2", "gzip, V1", "lz4_raw, V1", "uncompressed, V2"})
    void everyTypeOfAnotherIsRead(String compress, String version) throws SQLException {
        oss.put("d.parquet", duck.parquet("""
                SELECT true AS b, 1::TINYINT AS i8, -2::SMALLINT AS i16, 3 AS i32, -4::BIGINT AS i64, 200::UTINYINT AS u8, 4294967295::UINTEGER AS u32,
                  18446744073709551615::UBIGINT AS u64, 0.25::FLOAT AS f, 0.1::DOUBLE AS d, 12.34::DECIMAL(4,2) AS d4, -1.5::DECIMAL(12,1) AS d12,
                  '12345678901234567890.12'::DECIMAL(38,2) AS d38, 'ü😀' AS t, '\\x00\\xFF'::BLOB AS y, DATE '2026-11-22' AS day, TIME '01:02:03.5' AS clock,
                  TIMESTAMPTZ '2026-11-22 01:02:03.123456+00' AS at, TIMESTAMP '2026-11-22 01:02:03' AS at_local, TIMESTAMP_NS '2026-11-22 01:02:03.123456789' AS ns,
                  '01234567-89ab-cdef-0123-456789abcdef'::UUID AS u, 'x'::ENUM('x', 'y') AS e
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL""", ", COMPRESSION " + compress + ", PARQUET_VERSION " + version));
        Instant second = Instant.parse("2026-11-22T01:02:03Z");
        assertThat(ReadRun.all(parquet("d.parquet")))
                .containsExactly(
                        row(
                                true,
                                1,
                                -2,
                                3,
                                -4,
                                200,
                                4294967295L,
                                new BigDecimal("18446744073709551615"),
                                0.25,
                                0.1,
                                new BigDecimal("12.34"),
                                new BigDecimal("-1.5"),
                                new BigDecimal("12345678901234567890.12"),
                                "ü😀",
                                new byte[] {0, -1},
                                LocalDate.of(2026, 11, 22),
                                "01:02:03.500",
                                second.plusNanos(123_456_000),
                                second,
                                second.plusNanos(123_456_789),
                                "01234567-89ab-cdef-0123-456789abcdef",
                                "x"),
                        Collections.nCopies(22, null));
    }

    @Test
    void nestedValuesOfAnotherAreJson() throws SQLException {
        oss.put("d.parquet", duck.parquet("""
                SELECT {'a': 1, 'b': {'c': 'x', 'd': NULL}} AS s, [1, NULL, 3] AS l, [['a'], [], NULL] AS ll, MAP {'k': 1.5::DOUBLE, 'n': NULL} AS m,
                  [{'at': DATE '2026-11-22'}] AS ls
                UNION ALL SELECT NULL, [], NULL, MAP {}, []
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL""", ""));
        assertThat(ReadRun.all(parquet("d.parquet")))
                .containsExactly(
                        List.of(
                                json("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null}}"),
                                json("[1,null,3]"),
                                json("[[\"a\"],[],null]"),
                                json("{\"k\":1.5,\"n\":null}"),
                                json("[{\"at\":\"2026-11-22\"}]")),
                        Arrays.asList(null, json("[]"), null, json("{}"), json("[]")),
                        Collections.nCopies(5, null));
    }

    @Test
    void manyRowGroupsAndPagesOfAnotherAreRead() throws SQLException {
        oss.put(
                "d.parquet",
                duck.parquet(
                        "SELECT i, 'text ' || i % 1000 AS t, if(i % 3 = 0, NULL, i / 4.0) AS d FROM range(100000) r(i)",
                        ", ROW_GROUP_SIZE 20000"));
        List<List<Object>> rows = ReadRun.all(parquet("d.parquet"));
        assertThat(rows).hasSize(100_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(row(i, "text " + i % 1000, i % 3 == 0 ? null : i / 4.0));
        }
    }

    private Parameters parquet(String object) {
        return oss.reader(object).with("fileFormat", "parquet");
    }

    private byte[] written(Parameters parameters, Schema schema, List<List<Object>> rows) {
        try (WriteRun run = WriteRun.open(parameters.with("fileFormat", "parquet"), schema)) {
            run.task(rows);
            assertThat(run.rejected()).isEmpty();
            run.commit();
        }
        return oss.bytes(oss.keys().get(oss.keys().size() - 1));
    }

    private static Rows.Json json(String text) {
        return new Rows.Json(text);
    }

    private static String day(int year, int month, int day) {
        return Long.toString(LocalDate.of(year, month, day).toEpochDay());
    }

    private static String micros(Instant instant) {
        return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
    }
}
