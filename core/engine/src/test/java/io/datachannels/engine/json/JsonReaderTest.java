package io.datachannels.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfValue() {
        JsonObject json =
                object("{\"a\": \"x\\n\\u00e9\", \"b\": -12, \"c\": 1.50, \"d\": true, \"e\": null, \"f\": [1, {}]}");
        assertThat(json.names()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(scalar(json, "a").value()).isEqualTo("x\né");
        assertThat(scalar(json, "b").value()).isEqualTo(-12L);
        assertThat(scalar(json, "c").value()).isEqualTo(new BigDecimal("1.50"));
        assertThat(scalar(json, "d").value()).isEqualTo(true);
        assertThat(scalar(json, "e").isNull()).isTrue();
        assertThat(((JsonArray) json.get("f")).get(1)).isEqualTo(JsonObject.empty());
        assertThat(json.get("g")).isNull();
    }

    @Test
    void keepsNumbersThatAreTooLargeForALong() {
        assertThat(((JsonScalar) JsonReader.read("9223372036854775807")).value())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(((JsonScalar) JsonReader.read("9223372036854775808")).value())
                .isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(((JsonScalar) JsonReader.read("1e3")).value()).isEqualTo(new BigDecimal("1e3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1 # remark } \" [\n}",
                "{\"a\":1 // remark \"\n}",
                "{\"a\":/* re \" } mark */1}",
                "# first\n{\"a\"# between\n:# and\n1# after a number\n}# last",
                "\uFEFF{\"a\":1}",
                " \t\r\n{\"a\":1}\r\n",
            })
    void readsWhatPeopleWrite(String text) {
        assertThat(JsonText.compact(JsonReader.read(text))).isEqualTo("{\"a\":1}");
    }

    @Test
    void aRemarkBeginsOnlyOutsideOfTexts() {
        JsonObject json = object("{\"a\": \"x # y\", \"b\": \"http://c/*d*/\", 'e': 'it\"s', \"f\": \"\\\"#\"}");
        assertThat(scalar(json, "a").text()).isEqualTo("x # y");
        assertThat(scalar(json, "b").text()).isEqualTo("http://c/*d*/");
        assertThat(scalar(json, "e").text()).isEqualTo("it\"s");
        assertThat(scalar(json, "f").text()).isEqualTo("\"#");
    }

    @Test
    void aTextMayHoldTabsAndRunOverLines() {
        assertThat(scalar(object("{\"a\": \"\t\", \"b\": \"select\n1\"}"), "b").text())
                .isEqualTo("select\n1");
    }

    @Test
    void everyValueAndNameKnowsItsPlace() {
        JsonObject json = object("{ # x\n  \"a\": 1,\r\n\t\"b\": [true,\r  \"é\", {\"c\": null}]\n}");
        assertThat(json.position()).isEqualTo(new Position(1, 1));
        assertThat(json.position("a")).isEqualTo(new Position(2, 3));
        assertThat(json.get("a").position()).isEqualTo(new Position(2, 8));
        assertThat(json.position("b")).isEqualTo(new Position(3, 2));
        JsonArray list = (JsonArray) json.get("b");
        assertThat(list.position()).isEqualTo(new Position(3, 7));
        assertThat(list.get(0).position()).isEqualTo(new Position(3, 8));
        assertThat(list.get(1).position()).isEqualTo(new Position(4, 3));
        assertThat(((JsonObject) list.get(2)).get("c").position()).isEqualTo(new Position(4, 14));
    }

    @Test
    void placesAreRightInALargeFile() {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  {\"name\": ${n}, \"index\": ").append(i).append("},\n");
        }
        JsonArray json = (JsonArray) JsonReader.read(text.append("]").toString());
        for (int i = 0; i < json.size(); i++) {
            JsonObject element = (JsonObject) json.get(i);
            assertThat(element.position("index")).isEqualTo(new Position(i + 2, 18));
            assertThat(element.get("index").position()).isEqualTo(new Position(i + 2, 27));
            assertThat(scalar(element, "index").value()).isEqualTo((long) i);
        }
    }

    @Test
    void aVariableWithoutQuotesIsATextInItsPlace() {
        JsonObject json = object("{\"a\": ${n}, \"b\": [$<m>,$x, $[yyyymmdd-1/24]], c: ${n}000}");
        assertThat(scalar(json, "a").text()).isEqualTo("${n}");
        assertThat(scalar(json, "a").isUnquoted()).isTrue();
        assertThat(json.get("a").position()).isEqualTo(new Position(1, 7));
        assertThat(json.position("b")).isEqualTo(new Position(1, 13));
        JsonArray list = (JsonArray) json.get("b");
        assertThat(list.elements())
                .extracting(each -> ((JsonScalar) each).text())
                .containsExactly("$<m>", "$x", "$[yyyymmdd-1/24]");
        assertThat(list.elements()).extracting(each -> each.position().column()).containsExactly(19, 24, 28);
        assertThat(json.position("c")).isEqualTo(new Position(1, 47));
        assertThat(scalar(json, "c").text()).isEqualTo("${n}000");
    }

    @Test
    void aVariableWithoutQuotesMayHoldAnything() {
        JsonObject json = object("{\"a\": ${env:X:<b\\c>}, \"b\": \"${n}\", d$e: 1, \"f\": 2 # ${no}\n}");
        assertThat(scalar(json, "a").text()).isEqualTo("${env:X:<b\\c>}");
        assertThat(json.position("b")).isEqualTo(new Position(1, 23));
        assertThat(scalar(json, "b").isUnquoted()).isFalse();
        assertThat(json.names()).contains("d$e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 \"b\":2}     | 1 |  8 | a comma is missing",
                "{\"a\":[1 2]}         | 1 |  9 | a comma is missing",
                "{\"a\" 1}             | 1 |  6 | a colon is missing",
                "{\"a\":}              | 1 |  6 | a value is expected",
                "{\"a\":tru}           | 1 |  6 | a value is expected",
                "{\"a\":NaN}           | 1 |  9 | a value is expected",
                "[1,,2]                | 1 |  4 | a value is expected",
                "{\"a\":[1,2}          | 1 | 10 | does not fit the one that opens at line 1, column 6",
                "{\"a\":1              | 1 |  7 | before the bracket that opens at line 1, column 1 is closed",
                "{\"a\":1}}            | 1 |  8 | nothing may follow",
                "{\"a\":1} x           | 1 |  9 | nothing may follow",
                "]                     | 1 |  1 | no bracket that this one closes",
                "{,}                   | 1 |  2 | a name in quotes",
                "{\"a\":\"\\q\"}       | 1 |  8 | backslash",
                "{\"a\":01}            | 1 |  7 | not a number",
                "{\"a\":1e99999999999} | 1 |  6 | out of range",
                "{\"a\":${n}, b 1}     | 1 | 14 | a colon is missing",
                "{\"a\":${n            | 1 |  6 | a value is expected",
                "``                    | 1 |  1 | the file is empty",
            })
    void saysWhatIsWrongAndWhere(String text, int line, int column, String message) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOfSatisfying(JsonSyntaxException.class, e -> {
            assertThat(e.position()).isEqualTo(new Position(line, column));
            assertThat(e).hasMessageContaining(message);
        });
    }

    @Test
    void asksForTheMissingQuote() {
        assertThatThrownBy(() -> JsonReader.read("{\n\"a\": \"x,\n\"b\": 1}"))
                .hasMessageContaining("the text that begins at line 2, column 6 runs over several lines");
    }

    @Test
    void refusesToBeDriven() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessage("the brackets are nested too deeply");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(100_000))).hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\": S3cret}",
                "{\"key\": \"S3cret",
                "{\"key\": S3cret\"}",
                "{\"key\" \"S3cret\"}",
                "S3cret"
            })
    void neverShowsAValue(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(JsonSyntaxException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("S3cret"));
    }

    @Test
    void theLastOfTwoNamesCountsAndIsReported() {
        List<String> found = new ArrayList<>();
        Json json = JsonReader.read(
                "{\"a\": [{\"b\": 1,\n\"b\": 2}]}",
                (path, position, earlier) -> found.add(path + " at " + position + " after " + earlier));
        assertThat(JsonText.compact(json)).isEqualTo("{\"a\":[{\"b\":2}]}");
        assertThat(found).containsExactly("a[0].b at line 2, column 1 after line 1, column 9");
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("job.json"), "{\"é\": 1}");
        assertThat(JsonText.compact(JsonReader.read(file))).isEqualTo("{\"é\":1}");
        assertThatThrownBy(() -> JsonReader.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileMustBeUtf8() throws IOException {
        Path file = Files.write(folder.resolve("job.json"), "{\n  \"a\": \"表\"}".getBytes(Charset.forName("GBK")));
        assertThatThrownBy(() -> JsonReader.read(file))
                .isInstanceOfSatisfying(
                        JsonSyntaxException.class, e -> assertThat(e.position()).isEqualTo(new Position(2, 9)))
                .hasMessageContaining("not UTF-8");
        Path cut = Files.write(folder.resolve("cut.json"), new byte[] {'"', "é".getBytes(StandardCharsets.UTF_8)[0]});
        assertThatThrownBy(() -> JsonReader.read(cut)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void printingATreeShowsNoValue() {
        assertThat(JsonReader.read("{\"accessKey\": \"S3cret\", \"b\": [\"S3cret\"]}")
                        .toString())
                .doesNotContain("S3cret");
        assertThat(JsonScalar.of("S3cret").toString()).doesNotContain("S3cret");
    }

    @Test
    void changedCopiesLeaveTheOriginalAlone() {
        JsonObject json = object("{\"a\": 1, \"b\": 2}");
        JsonObject changed = json.with("a", JsonScalar.of("x"))
                .with("c", JsonScalar.ofNull())
                .without("b");
        assertThat(JsonText.compact(changed)).isEqualTo("{\"a\":\"x\",\"c\":null}");
        assertThat(JsonText.compact(json)).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(changed.position("a")).isEqualTo(new Position(1, 2));
        assertThat(changed.get("c").position()).isEqualTo(Position.NONE);
        assertThat(json.at(new Position(7, 8)).get("b").position()).isEqualTo(new Position(7, 8));
        assertThat(json).isEqualTo(object("{\"b\": 2, \"a\": 1}")).isNotEqualTo(changed);
    }

    private static JsonObject object(String text) {
        return (JsonObject) JsonReader.read(text);
    }

    private static JsonScalar scalar(JsonObject object, String name) {
        return (JsonScalar) object.get(name);
    }
}
