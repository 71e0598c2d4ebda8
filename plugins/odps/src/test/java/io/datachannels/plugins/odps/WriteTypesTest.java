package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written in each type comes back through the SDK, and what a type cannot hold makes its row dirty. */
class WriteTypesTest {
    @RegisterExtension
    final Project project = new Project();

    private static final String ALL = "\"column\": [\"*\"], \"truncate\": false";

    @Test
    void decimalsAreWrittenWithTheColumnsDigits() {
        project.sql("create table t (a decimal(5,5), b decimal(5,0))");
        try (WriteRun run = WriteRun.open(project, 2, ALL)) {
            run.task(List.of("0", "0E999999999"), List.of("0.00E3", "12.000"), List.of("-1E-5", "1.2E4"))
                    .commit();
            assertThat(run.rejected()).isEmpty();
        }
        assertThat(project.rows("t", null))
                .containsExactly(
                        List.of(new BigDecimal("0.00000"), new BigDecimal("0")),
                        List.of(new BigDecimal("0.00000"), new BigDecimal("12")),
                        List.of(new BigDecimal("-0.00001"), new BigDecimal("12000")));
    }

    @Test
    void everyTypeComesBack() {
        project.sql(
                "create table t (a tinyint, b smallint, c int, d bigint, e float, f double, g decimal(10,3), h string,"
                        + " i varchar(5), j char(4), k binary, l date, m datetime, n timestamp, o timestamp_ntz, p boolean,"
                        + " q array<bigint>, r map<string,double>, s struct<x:int,y:string>, u json)");
        Instant time = Instant.parse("1969-07-20T20:17:40.123456789Z");
        Instant millis = Instant.parse("2026-01-02T03:04:05.678Z");
        List<Object> row = Arrays.asList(
                127L,
                -32768L,
                2147483647L,
                Long.MAX_VALUE,
                1.5,
                0.1,
                new BigDecimal("1234567.891"),
                "käse 🚲",
                "fünf!",
                "char",
                ByteBuffer.wrap(new byte[] {0, -1, 127}),
                LocalDate.of(1583, 10, 15),
                millis,
                time,
                time,
                true,
                "[1, null, -3]",
                "{\"a\": 0.5, \"b\": null}",
                "{\"Y\": \"why\", \"x\": 7}",
                new Rows.Json("{\"a\":[1,2]}"));
        List<Object> nothing = Arrays.asList(new Object[20]);
        try (WriteRun run = WriteRun.open(project, 20, ALL)) {
            run.task(row, nothing).commit();
            assertThat(run.rejected()).isEmpty();
        }
        List<List<Object>> rows = project.rows("t", null);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).subList(0, 16))
                .containsExactly(
                        (byte) 127,
                        (short) -32768,
                        2147483647,
                        Long.MAX_VALUE,
                        1.5f,
                        0.1,
                        new BigDecimal("1234567.891"),
                        "käse 🚲",
                        "fünf!",
                        "char",
                        ByteBuffer.wrap(new byte[] {0, -1, 127}),
                        LocalDate.of(1583, 10, 15),
                        millis,
                        time,
                        LocalDateTime.parse("1969-07-20T20:17:40.123456789"),
                        true);
        assertThat(rows.get(0).get(16)).isEqualTo(Arrays.asList(1L, null, -3L));
        Map<?, ?> map = (Map<?, ?>) rows.get(0).get(17);
        assertThat(map).hasSize(2);
        assertThat(rows.get(0).get(18).toString()).contains("7").contains("why");
        assertThat(rows.get(0).get(19)).isEqualTo("{\"a\":[1,2]}");
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        project.sql(
                "create table t (a array<struct<k:binary,v:decimal(5,2)>>, b map<bigint,array<date>>, c float, d json,"
                        + " e timestamp_ntz, f tinyint)");
        List<Object> row = Arrays.asList(
                "[{\"k\":\"AP8=\",\"v\":1.25},null]",
                "{\"7\":[\"2026-01-02\",null]}",
                0.1,
                "[true]",
                Instant.parse("2026-01-02T03:04:05.5Z"),
                "-128");
        try (WriteRun run = WriteRun.open(project, 6, ALL)) {
            run.task(row).commit();
            assertThat(run.rejected()).isEmpty();
        }
        List<List<Object>> read = ReadRun.rows(project, "\"table\": \"t\", \"column\": [\"*\"]");
        assertThat(read).singleElement().satisfies(each -> {
            assertThat(each.get(0)).isEqualTo(new Rows.Json((String) row.get(0)));
            assertThat(each.get(1)).isEqualTo(new Rows.Json((String) row.get(1)));
            assertThat(each.get(2)).isEqualTo((double) 0.1f);
            assertThat(each.get(3)).isEqualTo(new Rows.Json("[true]"));
            assertThat(each.get(4)).isEqualTo(row.get(4));
            assertThat(each.get(5)).isEqualTo(-128L);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint | 128 | is outside the range of TINYINT",
                "smallint | -32769 | is outside the range of SMALLINT",
                "int | 2147483648 | is outside the range of INT",
                "bigint | -9223372036854775808 | is outside the range of BIGINT",
                "bigint | 1.5 | is not a whole 64-bit number",
                "float | 0.123456789 | has more digits or a larger exponent than a FLOAT can hold",
                "float | 1e39 | has more digits or a larger exponent than a FLOAT can hold",
                "double | x | is not a number",
                "decimal(5,2) | 1E999999999 | has more than 3 digits before the point",
                "decimal(5,2) | 1E-999999999 | has more than 2 digits behind the point",
                "decimal(5,2) | 1000 | has more than 3 digits before the point",
                "decimal(5,2) | 0.001 | has more than 2 digits behind the point",
                "varchar(3) | four | has more than 3 characters",
                "char(3) | four | has more than 3 characters",
                "boolean | yes | is not true or false",
                "date | 2026-01-02 03:04:05 | has a time of day, which a date cannot hold",
                "datetime | 2026-01-02 03:04:05.0001 | has a fraction of a millisecond, which a DATETIME cannot hold",
                "timestamp | soon | is not a date of the form yyyy-MM-dd HH:mm:ss",
                "json | {a} | is not JSON",
                "array<int> | 7 | is no JSON array",
                "array<int> | [1, \"x\"] | [1] is not a number",
                "array<int> | [1] 2 | is not JSON",
                "array<int> | [[1]] | [0] is no INT",
                "map<int,string> | {\"a\": \"b\"} | the key a is not a number",
                "map<string,int> | {\"a\": 2147483648} | .a is outside the range of INT",
                "map<string,int> | {\"a\": 1, \"a\": 2} | is not JSON",
                "struct<x:int> | {\"y\": 1} | .y is no field of it",
                "struct<x:array<int>> | {\"X\": [1, true, 1.5]} | .x[2] is not a whole 64-bit number",
                "array<binary> | [\"*\"] | [0] is not base64",
                "string not null | NULL | is null, which the column cannot be"
            })
    void whatATypeCannotHoldIsDirty(String type, String value, String reason) {
        project.sql("create table t (a " + type + ", b bigint)");
        try (WriteRun run = WriteRun.open(project, 2, ALL)) {
            run.task(
                    Arrays.asList(value.equals("NULL") ? null : value, 1L),
                    Arrays.asList(value.equals("NULL") ? "" : null, 2L));
            assertThat(run.rejected()).singleElement().satisfies(each -> {
                assertThat(each.column()).isEqualTo("c0");
                assertThat(each.reason().strip()).isEqualTo(reason + " (for a)");
                assertThat(each.position()).isEqualTo("0");
            });
            run.commit();
        }
        assertThat(project.rows("t", null)).extracting(each -> each.get(1)).containsExactly(2L);
    }

    @Test
    void aFloatTakesWhatSomebodyWroteWithItsDigits() {
        project.sql("create table t (a float)");
        try (WriteRun run = WriteRun.open(project, 1, ALL)) {
            run.task(
                            List.of("0.1"),
                            List.of(3.4028235E38),
                            List.of("NaN"),
                            List.of(Double.NEGATIVE_INFINITY),
                            List.of(16777217L))
                    .commit();
            assertThat(run.rejected()).extracting(TestTask.Rejected::value).containsExactly("16777217");
        }
        assertThat(project.rows("t", null))
                .extracting(each -> each.get(0))
                .containsExactly(0.1f, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"keepOn, 5", "truncate, 4", "setNull, 0"})
    void tooLongTextsFollowTheRule(String rule, int left) {
        project.sql("create table t (a string, b binary)");
        String more = ALL + ", \"overLengthRule\": \"" + rule + "\", \"maxFieldLength\": 6";
        try (WriteRun run = WriteRun.open(project, 2, more)) {
            run.task(List.of("ab🚲é", ByteBuffer.wrap(new byte[8])), List.of("abcdef", ByteBuffer.wrap(new byte[6])))
                    .commit();
            assertThat(run.rejected()).isEmpty();
        }
        List<List<Object>> rows = project.rows("t", null);
        assertThat(rows.get(1)).containsExactly("abcdef", ByteBuffer.wrap(new byte[6]));
        Object text = rows.get(0).get(0);
        assertThat(text == null ? 0 : text.toString().length())
                .as("chars of " + text)
                .isEqualTo(left);
        Object bytes = rows.get(0).get(1);
        assertThat(bytes == null ? 0 : ((ByteBuffer) bytes).capacity())
                .isEqualTo(rule.equals("keepOn") ? 8 : rule.equals("truncate") ? 6 : 0);
    }

    @Test
    void whatTheServiceWouldRefuseIsDirtyWhateverTheRuleKeeps() {
        project.sql("create table t (a string)");
        try (WriteRun run = WriteRun.open(project, 1, ALL)) {
            run.task(
                            List.of("x".repeat(CellEncoders.LONGEST + 1)),
                            List.of("x".repeat(CellEncoders.LONGEST)),
                            List.of("a\ud83d"))
                    .commit();
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::reason)
                    .containsExactly(
                            "has more than 8388608 bytes, which MaxCompute refuses; see overLengthRule (for a)",
                            "holds half of a surrogate pair, which is no character (for a)");
        }
        assertThat(project.rows("t", null)).hasSize(1);
    }

    @Test
    void anEmptyTextIsNullIfTheJobSaysSo() {
        project.sql("create table t (a string, b bigint)");
        try (WriteRun run = WriteRun.open(project, 2, ALL + ", \"emptyAsNull\": true")) {
            run.task(List.of("", ""), List.of(" ", 1L)).commit();
            assertThat(run.rejected()).isEmpty();
        }
        assertThat(project.rows("t", null)).containsExactly(Arrays.asList(null, null), List.of(" ", 1L));
    }
}
