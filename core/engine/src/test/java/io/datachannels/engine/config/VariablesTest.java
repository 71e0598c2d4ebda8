package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.schedule.ScheduledTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Variables VARIABLES = Variables.of(Map.ofEntries(
                    Map.entry("date", "20260102"),
                    Map.entry("table", "t"),
                    Map.entry("tab", "wrong"),
                    Map.entry("empty", ""),
                    Map.entry("quote", "a\"b\\"),
                    Map.entry("dollar", "${date}"),
                    Map.entry("before", "$[yyyymmdd-2]"),
                    Map.entry("among", "a$[yyyymmdd-1]b"),
                    Map.entry("wrongdate", "$[yyyymmd]"),
                    Map.entry("yyyy", "mine"),
                    Map.entry("taskid", "8")))
            .withEnvironment(Map.of("HOME", "/root", "KEY", "pa$table"))
            .scheduledAt(ScheduledTime.parse("20250727000500"), null);

    private final List<VariableUse> uses = new ArrayList<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-Da=1                      | {a=1}",
                "-Da=1 -Dbc.d=x=y           | {a=1, bc.d=x=y}",
                "  -Da=1\t -Db=             | {a=1, b=}",
                "-Da='x y' -Db=\"z  \"      | {a=x y, b=z  }",
                "'-Da=x y' \"-Db=it's\"     | {a=x y, b=it's}",
                "-Da=\"\\\"q\\\\\"          | {a=\"q\\}",
                "-Da='\\'                   | {a=\\}",
                "-Da=1 -Da=2                | {a=2}",
                "``                         | {}",
            })
    void areReadFromTheCommandLine(String text, String expected) {
        Variables variables = Variables.parse(text);
        StringBuilder shown = new StringBuilder("{");
        variables
                .names()
                .forEach(each -> shown.append(shown.length() == 1 ? "" : ", ")
                        .append(each)
                        .append('=')
                        .append(variables.value(each)));
        assertThat(shown.append("}").toString()).isEqualTo(expected);
    }

    @Test
    void aWrongDefinitionIsRefusedWithoutItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variables.parse("-Da=1 password=S3cret"))
                .withMessage("expected -Dname=value, got password=…");
        assertThatIllegalArgumentException().isThrownBy(() -> Variables.parse("-Dname"));
        assertThatIllegalArgumentException().isThrownBy(() -> Variables.parse("-D=value"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variables.parse("-Da='S3cret"))
                .withMessage("a quote ' is not closed");
    }

    @Test
    void laterDefinitionsCountAndNoValueIsPrinted() {
        Variables both = Variables.parse("-Da=1 -Db=S3cret")
                .and(Variables.parse("-Da=2"))
                .and(Map.of("c", "3"));
        assertThat(both.value("a")).isEqualTo("2");
        assertThat(both.toString()).isEqualTo("variables [a, b, c]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dt=${date}/x          | dt=20260102/x",
                "$<date>-$table.       | 20260102-t.",
                "$[date]               | 20260102",
                "$table_x $tables      | $table_x $tables",
                "${table}_x            | t_x",
                "a${empty}b            | ab",
                "${quote}              | a\"b\\",
                "${dollar}             | ${date}",
                "pa$$w0rd$             | pa$$w0rd$",
                "p$ss $1 $<b $<a b>    | p$ss $1 $<b $<a b>",
                "a[$                   | a[$",
                "^a$['x'] $<'x'>       | ^a$['x'] $<'x'>",
                "$${date} $$<date>     | ${date} $<date>",
                "$$[date] $$date       | $[date] $20260102",
                "${env:HOME}/x         | /root/x",
                "${env:NO:other:x}     | other:x",
                "${env:NO:}x           | x",
                "${env:KEY}            | pa$table",
                "dt=$[yyyymmdd-1]/$bizdate | dt=20250726/20250726",
                "${yyyy-mm-dd}T$[hh24:mi] | 2025-07-26T00:05",
                "${bizdate} $[yyyy]    | 20250726 mine",
                "${before} $before ${among} | 20250725 20250725 a20250726b",
                "${taskid} $taskid     | 8 8",
            })
    void arePutIn(String text, String expected) {
        ProblemList problems = new ProblemList();
        assertThat(resolved("[\"" + text.replace("\"", "\\\"") + "\"]", problems))
                .isEqualTo(JsonText.compact(
                        JsonReader.read("[\"" + expected.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]")));
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x ${dat}     | the variable ${dat} is not defined, did you mean date?",
                "$<nix>       | the variable $<nix> is not defined (defined are",
                "$[abc]       | the variable $[abc] is not defined",
                "$[yyyymd]    | $[yyyymd] is no date: \"md\" does not belong there",
                "$[yyyy-mm-dd hh24] | $[yyyy-mm-dd hh24] is no date: an expression holds neither spaces",
                "${yyyymmddhh24} | ${yyyymmddhh24} is no date: \"hh24\" is not allowed in ${…}",
                "$jobid       | $jobid is no date: only the scheduler of DataWorks knows it",
                "${wrongdate} | ${wrongdate}, which is $[yyyymmd], is no date",
                "${}          | has ${ and } with no name",
                "x ${'a': 'b'} | has ${ and } with no name",
                "a ${date     | has ${ without }",
                "${env:NO}    | the environment variable NO is not set",
                "${file:/no/such} | there is no file /no/such",
            })
    void areProblemsIfNotDefined(String text, String message) {
        ProblemList problems = new ProblemList();
        String json = "[1,\n {\"a\": [\"" + text + "\"]}]";
        assertThat(resolved(json, problems)).isEqualTo(JsonText.compact(JsonReader.read(json)));
        assertThat(problems.errors()).singleElement().satisfies(each -> {
            assertThat(each.path()).isEqualTo("x[1].a[0]");
            assertThat(each.line()).isEqualTo(2);
            assertThat(each.column()).isEqualTo(9);
            assertThat(each.message()).startsWith(message);
        });
    }

    @Test
    void theMessageSaysHowToDefine() {
        ProblemList problems = new ProblemList();
        substitution(Variables.none(), problems).resolve(JsonReader.read("\"${date}\""), "a");
        assertThat(problems.errors())
                .hasToString("[a (line 1, column 1): the variable ${date} is not defined (no variable is defined);"
                        + " define it with -p \"-Ddate=VALUE\"]");
    }

    @Test
    void withoutQuotesTheValueMayBeJson() {
        Variables variables = Variables.of(Map.of("n", "5", "list", " [\"a\", {\"b\": 1}]", "bad", "[S3cret"));
        ProblemList problems = new ProblemList();
        JsonArray json = (JsonArray)
                substitution(variables, problems).resolve(JsonReader.read("[${n}, ${list}, \"${list}\", ${bad}]"), "x");
        assertThat(JsonText.compact(json))
                .isEqualTo("[\"5\",[\"a\",{\"b\":1}],\" [\\\"a\\\", {\\\"b\\\": 1}]\",\"[S3cret\"]");
        assertThat(json.get(1).position().column()).isEqualTo(8);
        assertThat(problems.errors())
                .singleElement()
                .satisfies(each -> assertThat(each.toString())
                        .startsWith("x[3] (line 1, column 28): the variable's value is not JSON")
                        .doesNotContain("S3cret"));
    }

    @Test
    void aFileHoldsAValue() throws IOException {
        Path secret = Files.writeString(folder.resolve("key"), "pa$table ${x}\r\n");
        Path large = Files.write(folder.resolve("large"), new byte[2_000_000]);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {-1});
        ProblemList problems = new ProblemList();
        assertThat(resolved("[\"<${file:" + secret + "}>\"]", problems)).isEqualTo("[\"<pa$table ${x}>\"]");
        assertThat(problems.all()).isEmpty();
        resolved("[\"${file:" + large + "}\", \"${file:" + binary + "}\", \"${file:" + folder + "}\"]", problems);
        assertThat(problems.errors()).hasSize(3);
    }

    @Test
    void everyUseIsTold() throws IOException {
        Path secret = Files.writeString(folder.resolve("key"), "S3cret");
        Variables variables = VARIABLES.and(Map.of("password", "S3cret", "key", "S3cret"));
        substitution(variables, new ProblemList()).resolve(JsonReader.read("""
                                {"a": ["x${table}y$bizdate", "${nix}"], "b": "${env:HOME} ${env:NO:S3cret} ${file:%s}",
                                 "c": "$password", "accessKey": "${key}"}
                                """.formatted(secret)), "");
        assertThat(uses)
                .extracting(
                        each -> each.path() + " " + each.position().line() + " " + each.written() + " " + each.value())
                .containsExactly(
                        "a[0] 1 ${table} t",
                        "a[0] 1 $bizdate 20250726",
                        "b 1 ${env:HOME} ******",
                        "b 1 ${env:NO:…} ******",
                        "b 1 ${file:" + secret + "} ******",
                        "c 2 $password ******",
                        "accessKey 2 ${key} ******");
    }

    @Test
    void daysOffAMonthAreWarnedOf() {
        ProblemList problems = new ProblemList();
        assertThat(resolved("[\"$[yyyymm-1]\"]", problems)).isEqualTo("[\"202507\"]");
        assertThat(problems.warnings())
                .hasToString("[x[0] (line 1, column 2): in $[yyyymm-1] the number counts in days; for months write"
                        + " $[add_months(yyyymm,-1)]]");
    }

    private String resolved(String text, ProblemList problems) {
        return JsonText.compact(substitution(VARIABLES, problems).resolve(JsonReader.read(text), "x"));
    }

    private Substitution substitution(Variables variables, ProblemList problems) {
        return new Substitution(variables, variables.schedule(null), problems, uses::add);
    }
}
