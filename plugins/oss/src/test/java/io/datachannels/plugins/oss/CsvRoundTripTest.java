package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.testkit.Rows;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What osswriter writes, byte for byte, and that ossreader reads the same values. */
class CsvRoundTripTest {
    private static final List<List<Object>> HARD = List.of(
            row("plain", "two words", " blanks ", "\ttab\t"),
            row("", "\\N", null, "null"),
            row("a,b", "a;b", "\"", "\"\"quoted\"\""),
            row("line\nend", "line\r\nend", "line\rend", "\n"),
            row("ü€😀", "\uFEFFmark", "\u0000\u0001", "#comment"),
            row("1", "-0", "2024-01-01", "true"));

    @RegisterExtension
    final Oss oss = new Oss();

    @Test
    void writesTheBytesOfRfc4180() {
        write(oss.writer("t"), HARD.subList(0, 4));
        assertThat(oss.text("t__00000.csv"))
                .isEqualTo("plain,two words, blanks ,\ttab\t\n"
                        + ",\"\\N\",\\N,null\n"
                        + "\"a,b\",a;b,\"\"\"\",\"\"\"\"\"quoted\"\"\"\"\"\n"
                        + "\"line\nend\",\"line\r\nend\",\"line\rend\",\"\n\"\n");
    }

    @Test
    void writesEveryType() {
        write(
                oss.writer("t"),
                List.of(
                        row(
                                true,
                                Long.MIN_VALUE,
                                0L,
                                1e-7,
                                Double.NaN,
                                new BigDecimal("1E+3"),
                                "text".getBytes(StandardCharsets.UTF_8),
                                LocalDate.of(2024, 2, 29),
                                Instant.parse("2024-02-29T12:30:00.120Z"),
                                new Rows.Json("{\"a\":1}")),
                        row(
                                false,
                                Long.MAX_VALUE,
                                -10L,
                                0.1,
                                Double.NEGATIVE_INFINITY,
                                new BigDecimal("-0.10"),
                                new byte[0],
                                LocalDate.of(1, 1, 1),
                                Instant.parse("1969-12-31T23:59:59.000000001Z"),
                                new Rows.Json("null"))));
        assertThat(oss.text("t__00000.csv"))
                .isEqualTo(
                        "true,-9223372036854775808,0,0.00000010,NaN,1000,text,2024-02-29,2024-02-29 12:30:00.12,\"{\"\"a\"\":1}\"\n"
                                + "false,9223372036854775807,-10,0.1,-Infinity,-0.10,,0001-01-01,1969-12-31 23:59:59.000000001,null\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-16",
                "UTF-16LE",
                "x-UTF-16LE-BOM",
                "UTF-32",
                "GB18030",
                "CESU-8",
            })
    void everyTextComesBackInEveryUnicodeCharset(String charset) {
        assertRoundTrip(oss.writer("t").with("encoding", charset), reader().with("encoding", charset), HARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|", "\u0001", "§", "，", "a", "1", "-"})
    void everyTextComesBackWithEveryDelimiter(String delimiter) {
        assertRoundTrip(
                oss.writer("t").with("fieldDelimiter", delimiter), reader().with("fieldDelimiter", delimiter), HARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "NULL", "\\N", "1", "-0", "-", "空"})
    void everyTextComesBackWithEveryNull(String nullFormat) {
        assertRoundTrip(oss.writer("t").with("nullFormat", nullFormat), reader().with("nullFormat", nullFormat), HARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyTextComesBackWithEveryLineEnd(String lineEnd) {
        assertRoundTrip(oss.writer("t").with("lineDelimiter", lineEnd), reader(), HARD);
    }

    @Test
    void aSingleColumnKeepsItsEmptyTexts() {
        List<List<Object>> rows = List.of(row("a"), row(""), row((Object) null), row("b"));
        assertRoundTrip(oss.writer("t"), reader(), rows);
        assertThat(oss.text("t__00000.csv")).isEqualTo("a\n\"\"\n\\N\nb\n");
    }

    @Test
    void aSingleColumnKeepsItsNullsWithAnEmptyNullIfBlankLinesCount() {
        List<List<Object>> rows = List.of(row("a"), row(""), row((Object) null), row("b"));
        assertRoundTrip(
                oss.writer("t").with("nullFormat", ""),
                reader().with("nullFormat", "")
                        .with("csvReaderConfig", new CsvReaderConfig(false, false, true, "\"", false, "#", null, true)),
                rows);
    }

    @Test
    void numbersThatLookLikeNullOrHaveTheDelimiterAreQuoted() {
        write(oss.writer("t").with("nullFormat", "0"), List.of(row(0, 10, null, 0.0, LocalDate.of(2024, 1, 1))));
        assertThat(oss.text("t__00000.csv")).isEqualTo("\"0\",10,0,0.0,2024-01-01\n");
        write(
                oss.writer("u").with("fieldDelimiter", "-").with("nullFormat", "2024"),
                List.of(row(-1, 2024, LocalDate.of(2024, 1, 1))));
        assertThat(oss.text("u__00000.csv")).isEqualTo("\"-1\"-\"2024\"-\"2024-01-01\"\n");
    }

    @Test
    void datesInAPattern() {
        write(
                oss.writer("t").with("dateFormat", "yyyy/MM/dd HH:mm:ss.SSS"),
                List.of(row(Instant.parse("2024-02-29T12:30:00.1239Z"), LocalDate.of(2024, 2, 29))));
        assertThat(oss.text("t__00000.csv")).isEqualTo("2024/02/29 12:30:00.123,2024/02/29 00:00:00.000\n");
        write(
                oss.writer("u").with("dateFormat", "d MMM yyyy, HH'h'"),
                List.of(row(Instant.parse("2024-02-29T12:30:00Z"), LocalDate.of(2024, 2, 29))));
        assertThat(oss.text("u__00000.csv")).isEqualTo("\"29 Feb 2024, 12h\",\"29 Feb 2024, 00h\"\n");
        write(oss.writer("v").with("dateFormat", "yyyy"), List.of(row(LocalDate.of(0, 1, 1))));
        assertThat(oss.text("v__00000.csv")).isEqualTo("0000\n");
        write(
                oss.writer("w").with("dateFormat", "yyyy").with("nullFormat", "2024"),
                List.of(row(LocalDate.of(2024, 1, 1))));
        assertThat(oss.text("w__00000.csv")).isEqualTo("\"2024\"\n");
    }

    @Test
    void headers() {
        try (WriteRun run =
                WriteRun.open(oss.writer("t").with("header", List.of("a,b", "")), Batches.schema("x", "y"))) {
            run.task(List.of(row(1, 2))).commit();
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("\"a,b\",\n1,2\n");
        try (WriteRun run = WriteRun.open(oss.writer("u").with("header", List.of("true")), Batches.schema("x", "y"))) {
            run.task(List.of(row(1, 2))).commit();
        }
        assertThat(oss.text("u__00000.csv")).isEqualTo("x,y\n1,2\n");
        try (WriteRun run = WriteRun.open(oss.writer("v").with("header", List.of("false")), Batches.schema("x", "y"))) {
            run.task(List.of(row(1, 2))).commit();
        }
        assertThat(oss.text("v__00000.csv")).isEqualTo("1,2\n");
    }

    @Test
    void lineDelimitersOfSeveralCharacters() {
        write(oss.writer("t").with("lineDelimiter", "||\n"), List.of(row("a|b", "c"), row("d", "e")));
        assertThat(oss.text("t__00000.csv")).isEqualTo("\"a|b\",c||\nd,e||\n");
    }

    @Test
    void bytesInBase64() {
        byte[] bytes = {0, (byte) 0xFF, 10};
        List<List<Object>> rows = List.of(row((Object) bytes), row((Object) new byte[0]));
        write(oss.writer("t").with("byteEncoding", "base64"), rows);
        assertThat(oss.text("t__00000.csv")).isEqualTo("AP8K\n\"\"\n");
        assertThat(ReadRun.all(
                        oss.reader("t*").with("column", List.of(new ReadColumn(0, null, null, "BYTES", "base64")))))
                .isEqualTo(rows);
    }

    @Test
    void charactersThatACharsetLacksMakeTheRowDirty() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("encoding", "ISO-8859-1"), Batches.schema("a", "b"))) {
            run.task(List.of(row(1, "ü"), row(2, "€"), row("😀", 3), row(4, "d")))
                    .commit();
            assertThat(run.rejected()).extracting("column").containsExactly("c1", "c0");
            assertThat(run.rejected()).extracting("reason").containsOnly("has a character that ISO-8859-1 lacks");
        }
        assertThat(new String(oss.bytes("t__00000.csv"), StandardCharsets.ISO_8859_1))
                .isEqualTo("1,ü\n4,d\n");
    }

    @Test
    void utf16HasOneByteOrderMark() {
        String megabyte = "x".repeat(1 << 20);
        try (WriteRun run = WriteRun.open(
                oss.writer("t")
                        .with("encoding", "UTF-16")
                        .with("blockSizeInMB", 1)
                        .with("header", List.of("h")),
                Batches.schema("a"))) {
            run.task(List.of(row(megabyte)), List.of(row("y")), List.of(row("z")))
                    .commit();
            assertThat(run.report(0).parts()).hasSize(3);
        }
        byte[] bytes = oss.bytes("t__00000.csv");
        assertThat(bytes).startsWith(0xFE, 0xFF);
        assertThat(new String(bytes, StandardCharsets.UTF_16)).isEqualTo("h\n" + megabyte + "\ny\nz\n");
    }

    @Test
    void malformedBytesOfOtherCharsetsAreDirtyToo() {
        oss.put("a.csv", new byte[] {
            'a',
            ',',
            '1',
            '\n',
            (byte) 0x81,
            ',',
            '2',
            '\n',
            (byte) 0xC4,
            (byte) 0xE3,
            ',',
            '3',
            '\n',
            'c',
            ',',
            (byte) 0xC4
        });
        try (ReadRun run = ReadRun.open(oss.reader("a.csv").with("encoding", "GBK"))) {
            assertThat(run.rows()).containsExactly(row("a", "1"), row("你", "3"));
            assertThat(run.rejected()).extracting("position").containsExactly("a.csv:2", "a.csv:4");
        }
    }

    @Test
    void utf8WithAByteOrderMark() {
        oss.put("a.csv", "\uFEFFid\n1\n");
        Parameters parameters =
                oss.reader("a.csv").with("column", List.of(new ReadColumn(null, "id", null, "long", null)));
        assertThat(ReadRun.all(parameters)).containsExactly(row(1L));
    }

    @Test
    void everyCharsetOfJavaThatCanWriteComesBack() {
        for (Charset charset : Charset.availableCharsets().values()) {
            if (charset.canEncode() && charset.newEncoder().canEncode("ab,\"\n1\\N")) {
                assertRoundTrip(
                        oss.writer("t").with("encoding", charset.name()),
                        reader().with("encoding", charset.name()),
                        List.of(row("ab", "a,\"b", "x\ny"), row(null, "", "1")));
            }
        }
    }

    @Test
    void twoMegabyteCells() {
        List<List<Object>> rows = List.of(row("a\"ü,😀\n".repeat(300_000), 1), row("x".repeat(2 << 20), 2));
        write(oss.writer("t").with("blockSizeInMB", 1), rows);
        Parameters parameters = oss.reader("t*")
                .with(
                        "column",
                        List.of(
                                new ReadColumn(0, null, null, "STRING", null),
                                new ReadColumn(1, null, null, "LONG", null)));
        assertThat(ReadRun.all(parameters))
                .containsExactly(row(rows.get(0).get(0), 1L), row(rows.get(1).get(0), 2L));
    }

    private Parameters reader() {
        return oss.reader("t__*");
    }

    private void assertRoundTrip(Parameters writer, Parameters reader, List<List<Object>> rows) {
        write(writer, rows);
        assertThat(ReadRun.all(reader)).isEqualTo(rows);
    }

    private static void write(Parameters parameters, List<List<Object>> rows) {
        try (WriteRun run = WriteRun.open(parameters, Batches.schema(rows.get(0).size()))) {
            run.task(rows).commit();
            assertThat(run.rejected()).isEmpty();
        }
    }
}
