package io.datachannels.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transformers do to rows. Where DataX documents a result, it is that one. */
class RowTransformTest {
    private static final String NULL = "(null)";

    private final Schema schema = new Schema(List.of(
            Column.untyped("id"), new Column("name", ColumnType.TEXT), Column.untyped("c"), Column.untyped("d")));

    private static Transformers bind(String json) {
        ProblemList problems = new ProblemList(true);
        List<PluginSpec> specs = new ArrayList<>();
        ((JsonArray) JsonReader.read(json)).elements().forEach(each -> {
            JsonObject transformer = (JsonObject) each;
            String name = ((JsonScalar) transformer.get("name")).text();
            specs.add(new PluginSpec(
                    name,
                    (JsonObject) transformer.get("parameter"),
                    "job.content[0].transformer[" + specs.size() + "].parameter"));
        });
        Transformers transformers = Transformers.bind(specs, Settings.standard(), problems);
        problems.throwIfErrors();
        return transformers;
    }

    private static String one(String name, String parameter) {
        return "[{\"name\": \"" + name + "\", \"parameter\": {" + parameter + "}}]";
    }

    /** A row of two of these: {@code id} and the value under test. */
    private static Batch batch(Object value) {
        Batch batch =
                new Batch(new Schema(List.of(Column.untyped("id"), Column.untyped("x"))), Long.MAX_VALUE, home -> {});
        batch.reuse();
        batch.builder().addLong(7);
        if (value == null) {
            batch.builder().addNull();
        } else if (value instanceof Long number) {
            batch.builder().addLong(number);
        } else if (value instanceof Double number) {
            batch.builder().addDouble(number);
        } else if (value instanceof BigDecimal number) {
            batch.builder().addDecimal(number);
        } else if (value instanceof Boolean flag) {
            batch.builder().addBool(flag);
        } else if (value instanceof byte[] bytes) {
            batch.builder().addBytes(bytes);
        } else if (value instanceof LocalDate date) {
            batch.builder().addDate(date);
        } else if (value instanceof Instant instant) {
            batch.builder().addTimestamp(instant);
        } else {
            batch.builder().addText((String) value);
        }
        batch.builder().endRow();
        return batch;
    }

    /** The second cell as {@code TYPE value}, {@code dropped}, or {@code dirty: reason}. */
    private static String result(String transformers, Object value) {
        Batch in = batch(value);
        RowTransform transform = bind(transformers).open(in.schema());
        Batch out = new Batch(transform.schema(), Long.MAX_VALUE, home -> {});
        out.reuse();
        try {
            if (!transform.apply(in.row(0), out.builder())) {
                assertThat(out.rows()).isZero();
                return "dropped";
            }
        } catch (Refusal e) {
            assertThat(out.rows()).isZero();
            return "dirty: " + e.getMessage();
        }
        Row row = out.row(0);
        assertThat(row.longAt(0)).isEqualTo(7);
        return row.isNull(1) ? NULL : row.typeAt(1) + " " + row.show(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = NULL,
            value = {
                "0, 2,  abcdef, TEXT ab",
                "2, 3,  abcdef, TEXT cde",
                "4, 9,  abcdef, TEXT ef",
                "6, 1,  abcdef, 'TEXT '",
                "0, 0,  abcdef, 'TEXT '",
                "7, 1,  abcdef, 'dirty: has 6 characters, so there is nothing to begin with at 7, says dx_substr (transformer 0)'",
                "0, 2,  (null), (null)",
                "1, 1,  a😀b,   'dirty: would be cut at 2, in the middle of a character, says dx_substr (transformer 0)'",
                "1, 2,  a😀b,   TEXT 😀",
                "0, 999999999, abc, TEXT abc"
            })
    void substr(int start, int length, String value, String expected) {
        String json = one("dx_substr", "\"columnIndex\": 1, \"paras\": [\"" + start + "\", \"" + length + "\"]");
        assertThat(result(json, value)).isEqualTo(expected == null ? NULL : expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = NULL,
            value = {
                "l, 5, xy, abc,    TEXT xyabc",
                "r, 5, xy, abc,    TEXT abcxy",
                "L, 6, xy, abc,    TEXT xyxabc",
                "R, 6, xy, abc,    TEXT abcxyx",
                "l, 2, xy, abc,    TEXT ab",
                "r, 2, xy, abc,    TEXT ab",
                "l, 3, xy, abc,    TEXT abc",
                "l, 3, 0,  (null), TEXT 000",
                "l, 0, 0,  abc,    'TEXT '",
                "l, 4, 😀, abc,    'dirty: would be cut at 1, in the middle of a character, says dx_pad (transformer 0)'"
            })
    void pad(String side, int length, String text, String value, String expected) {
        String json = one(
                "dx_pad", "\"columnIndex\": \"1\", \"paras\": [\"%s\", \"%d\", \"%s\"]".formatted(side, length, text));
        assertThat(result(json, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = NULL,
            value = {
                "2, 4, ****, 13812345678, TEXT 13****45678",
                "0, 1, '',   abc,         TEXT bc",
                "2, 9, X,    abc,         TEXT abX",
                "3, 9, X,    abc,         TEXT abcX",
                "4, 9, X,    abc,         'dirty: has 3 characters, so there is nothing to begin with at 4, says dx_replace (transformer 0)'",
                "0, 1, X,    (null),      (null)"
            })
    void replace(int start, int length, String text, String value, String expected) {
        String json =
                one("dx_replace", "\"columnIndex\": 1, \"paras\": [%d, %d, \"%s\"]".formatted(start, length, text));
        assertThat(result(json, value)).isEqualTo(expected == null ? NULL : expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = NULL,
            value = {
                "md5,  toLowerCase, abc,    900150983cd24fb0d6963f7d28e17f72",
                "MD5,  TOUPPERCASE, abc,    900150983CD24FB0D6963F7D28E17F72",
                "sha1, toLowerCase, abc,    a9993e364706816aba3e25717850c26c9cd0d89d",
                "md5,  toLowerCase, (null), d41d8cd98f00b204e9800998ecf8427e"
            })
    void digest(String algorithm, String writing, String value, String expected) {
        String json = one("dx_digest", "\"columnIndex\": 1, \"paras\": [\"%s\", \"%s\"]".formatted(algorithm, writing));
        assertThat(result(json, value)).isEqualTo("TEXT " + expected);
    }

    @Test
    void digestOfBytesThatAreNoText() {
        String json = one("dx_digest", "\"columnIndex\": 1, \"paras\": [\"md5\", \"toLowerCase\"]");
        assertThat(result(json, new byte[] {-1})).isEqualTo("TEXT 00594fd4f42ba43fc1ca0427a0576295");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = NULL,
            value = {
                "3, 4, *, 13812345678, TEXT 138****5678",
                "1, 1, x, abc,         TEXT axc",
                "2, 1, *, abc,         TEXT ***",
                "5, 5, *, abc,         TEXT ***",
                "0, 0, *, abc,         TEXT ***",
                "1, 0, *, 😀b😀,       TEXT 😀**",
                "0, 1, 😀, abc,        TEXT 😀😀c",
                "1, 1, *, (null),      (null)"
            })
    void mask(int first, int last, String mask, String value, String expected) {
        String json = one(
                "dx_mask",
                "\"column\": \"x\", \"keepFirst\": %d, \"keepLast\": %d, \"mask\": \"%s\""
                        .formatted(first, last, mask));
        assertThat(result(json, value)).isEqualTo(expected == null ? NULL : expected);
    }

    /** Which of a number, null, a text, a date and other cells are dropped. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = NULL,
            value = {
                ">       | 10         | 11, 9223372036854775807",
                ">=      | 10         | 10, 11, 9223372036854775807",
                "<       | 10         | 9, -1",
                "<=      | 10         | 9, -1, 10",
                "=       | 10         | 10",
                "==      | 10.0       | 10",
                "!=      | 10         | 9, -1, 11, 9223372036854775807, null",
                ">       | 10.5       | 11, 9223372036854775807",
                ">=      | 9223372036854775807 | 9223372036854775807",
                "<       | 9223372036854775807.5 | 9, -1, 10, 11, 9223372036854775807",
                "=       | null       | null",
                "!=      | NULL       | 9, -1, 10, 11, 9223372036854775807",
                "null    |            | null",
                "NOT  null |          | 9, -1, 10, 11, 9223372036854775807",
                "like    | 1.         | 10, 11",
                "not like| 1.         | 9, -1, 9223372036854775807, null"
            })
    void filterOfWholeNumbers(String operator, String value, String dropped) {
        String paras = value == null ? "\"" + operator + "\"" : "\"" + operator + "\", \"" + value + "\"";
        String json = one("dx_filter", "\"columnIndex\": 1, \"paras\": [" + paras + "]");
        List<String> found = new ArrayList<>();
        for (Long each : new Long[] {9L, -1L, 10L, 11L, Long.MAX_VALUE, null}) {
            if (result(json, each).equals("dropped")) {
                found.add(String.valueOf(each));
            }
        }
        assertThat(String.join(", ", found)).isEqualTo(dropped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "= | 1.5 | 1.5, 1.50",
                "> | 1.5 | 2.0, Infinity",
                "<= | 1.5 | 1.5, -0.0, 1.50",
                "= | 0 | -0.0",
                "!= | 1.5 | 2.0, Infinity, NaN, -0.0"
            })
    void filterOfFractions(String operator, String value, String dropped) {
        String json = one("dx_filter", "\"columnIndex\": 1, \"paras\": [\"" + operator + "\", \"" + value + "\"]");
        List<String> found = new ArrayList<>();
        List<Object> cells = List.of(1.5, 2.0, Double.POSITIVE_INFINITY, Double.NaN, -0.0, new BigDecimal("1.50"));
        for (Object each : cells) {
            if (result(json, each).equals("dropped")) {
                found.add(each.toString());
            }
        }
        assertThat(String.join(", ", found)).isEqualTo(dropped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">|2026-01-01|dropped",
                ">|2026-01-01 10:00:00|kept",
                ">=|2026-01-01 10:00:00|dropped",
                "=|1767232800000|dropped",
                "<|1767232800001|dropped",
                "like|2026-01-01 .*|dropped"
            })
    void filterOfTimestampsInTheJobsZone(String operator, String value, String expected) {
        String json = one("dx_filter", "\"columnIndex\": 1, \"paras\": [\"" + operator + "\", \"" + value + "\"]");
        Instant tenInTheMorning = Instant.parse("2026-01-01T02:00:00Z");
        assertThat(result(json, tenInTheMorning).equals("dropped") ? "dropped" : "kept")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"b, kept", "ba, dropped", "c, dropped", "B, kept", "'', kept"})
    void filterOfTextsByTheirOrder(String cell, String expected) {
        String json = one("dx_filter", "\"columnIndex\": 1, \"paras\": [\">\", \"b\"]");
        assertThat(result(json, cell).equals("dropped") ? "dropped" : "kept").isEqualTo(expected);
    }

    @Test
    void aCellThatCannotBeComparedIsDirty() {
        String json = one("dx_filter", "\"columnIndex\": 1, \"paras\": [\">\", \"abc\"]");
        assertThat(result(json, 5L))
                .isEqualTo(
                        "dirty: is of type LONG and cannot be compared with \"abc\", says dx_filter (transformer 0)");
        assertThat(result(json, "abd")).isEqualTo("dropped");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long      |           | 12.0         | LONG 12",
                "INT       |           | 1.5          | dirty: is not a whole 64-bit number, says dx_cast (transformer 0)",
                "double    |           | 0.1          | DOUBLE 0.1",
                "decimal   |           | 1.50         | DECIMAL 1.50",
                "boolean   |           | TRUE         | BOOL true",
                "bytes     |           | ab           | BYTES 2 bytes",
                "date      | yyyy/MM/dd| 2026/02/28   | DATE 2026-02-28",
                "date      | yyyy/MM/dd| 2026/02/29   | dirty: is not a date of the form yyyy/MM/dd, says dx_cast (transformer 0)",
                "date      |           | 20260228     | DATE 2026-02-28",
                "timestamp | yyyyMMddHH| 2026022810   | TIMESTAMP 2026-02-28T02:00:00Z",
                "string    |           | x            | TEXT x"
            })
    void castOfTexts(String type, String format, String value, String expected) {
        String json = one(
                "dx_cast",
                "\"columnIndex\": 1, \"type\": \"" + type + "\""
                        + (format == null ? "" : ", \"format\": \"" + format + "\""));
        assertThat(result(json, value)).isEqualTo(expected);
        assertThat(result(json, null)).isEqualTo(NULL);
    }

    @Test
    void castOfOtherTypes() {
        String toDay = one("dx_cast", "\"columnIndex\": 1, \"type\": \"date\", \"format\": \"yyyyMMdd\"");
        assertThat(result(toDay, 20260228L)).isEqualTo("DATE 2026-02-28");
        String toDate = one("dx_cast", "\"columnIndex\": 1, \"type\": \"date\"");
        assertThat(result(toDate, Instant.parse("2026-01-01T01:00:00Z")))
                .isEqualTo("dirty: has a time of day, which a date cannot hold, says dx_cast (transformer 0)");
        String toText = one("dx_cast", "\"columnIndex\": 1, \"type\": \"text\", \"format\": \"yyyyMMdd\"");
        assertThat(result(toText, Instant.parse("2026-01-01T20:00:00Z"))).isEqualTo("TEXT 20260102");
        assertThat(result(toText, LocalDate.of(2026, 1, 1))).isEqualTo("TEXT 20260101");
        assertThat(result(toText, true)).isEqualTo("TEXT true");
    }

    @Test
    void oneAfterTheOther() {
        Transformers transformers = bind("""
                [{"name": "dx_rename", "parameter": {"column": {"id": "name", "name": "id", "3": "last"}}},
                 {"name": "dx_select", "parameter": {"column": ["last", "id", "id", 0]}},
                 {"name": "dx_substr", "parameter": {"columnIndex": 1, "paras": ["1", "2"]}},
                 {"name": "dx_pad", "parameter": {"columnIndex": 1, "paras": ["l", "4", "-"]}},
                 {"name": "dx_filter", "parameter": {"columnIndex": 1, "paras": ["=", "--cd"]}},
                 {"name": "dx_cast", "parameter": {"column": "name", "type": "decimal"}}]
                """.replace(", 0]", ", \"name\"]"));
        RowTransform transform = transformers.open(schema);
        assertThat(transform.schema())
                .isEqualTo(new Schema(List.of(
                        Column.untyped("last"),
                        new Column("id", ColumnType.TEXT),
                        new Column("id", ColumnType.TEXT),
                        new Column("name", ColumnType.DECIMAL))));
        Batch in = new Batch(schema, Long.MAX_VALUE, home -> {});
        in.reuse();
        in.builder().addLong(1).addText("xab").addNull().addBool(true).endRow();
        in.builder().addLong(2).addText("xcd").addNull().addNull().endRow();
        in.builder().addText("oh").addText("xef").addNull().addNull().endRow();
        in.builder().addLong(4).addText("xgh").addLong(1).addNull().endRow();
        Batch out = new Batch(transform.schema(), Long.MAX_VALUE, home -> {});
        out.reuse();
        List<String> fates = new ArrayList<>();
        for (int i = 0; i < in.rows(); i++) {
            try {
                fates.add(transform.apply(in.row(i), out.builder()) ? "kept" : "dropped");
            } catch (Refusal e) {
                fates.add(e.column() + "=" + e.value() + " " + e.getMessage());
            }
        }
        assertThat(fates)
                .containsExactly("kept", "dropped", "name=oh is not a number, says dx_cast (transformer 5)", "kept");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < out.rows(); i++) {
            Row row = out.row(i);
            rows.add(row.show(0) + " " + row.show(1) + " " + row.show(2) + " " + row.show(3));
        }
        assertThat(rows).containsExactly("true --ab xab 1", "null --gh xgh 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dx_substr | \"columnIndex\": 4, \"paras\": [0, 1] | columnIndex: must be 0..3, got 4; the columns here are 0 id, 1 name, 2 c, 3 d",
                "dx_mask | \"column\": \"nam\" | column: there is no column \"nam\", did you mean \"name\"? The columns here are 0 id, 1 name, 2 c, 3 d",
                "dx_select | \"column\": [\"id\", \"9\"] | column[1]: must be 0..3, got 9; the columns here are 0 id, 1 name, 2 c, 3 d",
                "dx_rename | \"column\": {\"id\": \"a\", \"0\": \"b\"} | column: column 0 id is given two names"
            })
    void mustGoWithTheColumns(String name, String parameter, String message) {
        Transformers transformers = bind(one(name, parameter));
        assertThatThrownBy(() -> transformers.open(schema))
                .isInstanceOf(JobFailure.class)
                .hasMessage(name + ": job.content[0].transformer[0].parameter." + message);
    }

    @Test
    void aValueMustGoWithATypedColumn() {
        Schema typed = new Schema(List.of(new Column("n", ColumnType.LONG), new Column("t", ColumnType.DATE)));
        String json = "\"columnIndex\": %d, \"paras\": [\"<\", \"abc\"]";
        for (int i = 0; i < 2; i++) {
            Transformers transformers = bind(one("dx_filter", json.formatted(i)));
            assertThatThrownBy(() -> transformers.open(typed))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("paras[1]: cannot be compared with column " + i);
        }
    }

    @Test
    void aNameThatSeveralColumnsHaveDoesNotTellThemApart() {
        Schema twice = new Schema(List.of(Column.untyped("a"), Column.untyped("a")));
        Transformers transformers = bind(one("dx_mask", "\"column\": \"a\""));
        assertThatThrownBy(() -> transformers.open(twice))
                .isInstanceOf(JobFailure.class)
                .hasMessageEndingWith("several columns are named \"a\"; give the place: 0 a, 1 a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\""})
    void aColumnThatIsNamedLikeANumberIsMeantByThatName(String reference) {
        Schema numbers = new Schema(List.of(Column.untyped("1"), Column.untyped("0")));
        Transformers transformers = bind(one("dx_select", "\"column\": [" + reference + "]"));
        assertThat(transformers.open(numbers).schema().name(0)).isEqualTo("1");
    }
}
