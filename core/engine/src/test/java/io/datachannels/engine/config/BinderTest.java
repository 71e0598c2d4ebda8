package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderTest {
    private static final String PATH = "job.content[0].writer.parameter";

    private final ProblemList problems = new ProblemList();

    enum Mode {
        TRUNCATE("truncate"),
        APPEND("append"),
        NON_CONFLICT("nonConflict");

        private final String written;

        Mode(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    enum KeyType {
        INF_MIN,
        INF_MAX,
        STRING
    }

    record Scalars(
            String text,
            int number,
            long large,
            double real,
            boolean flag,
            BigDecimal decimal,
            Mode mode,
            SecretText secret) {}

    record Boxes(
            @Optional Integer number,
            @Optional Long large,
            @Optional Double real,
            @Optional Boolean flag,
            @Optional String text,
            @Optional Mode mode,
            @Optional SecretText secret,
            @Optional List<String> list,
            @Optional Set<String> set,
            @Optional Map<String, String> map,
            @Optional Column column) {}

    record Defaults(
            @Default("200") int batchRows,
            @Default("1.5") double factor,
            @Default("true") boolean flag,
            @Default("\\N") String nullFormat,
            @Default("") String suffix,
            @Default("[x]") String bracketed,
            @Default("nonConflict") Mode mode,
            @Default("utf-8") List<String> encodings,
            @Default("[1, 2]") List<Integer> numbers,
            @Default("{}") Map<String, Long> map,
            @Default("{\"name\": \"pk\"}") Column column) {}

    record Column(
            @BareValue String name,
            @Default("string") String type,
            @Optional Integer index) {}

    record Key(KeyType type, @Default("") String value) {}

    record Range(@Optional List<Key> begin, @Optional List<Key> end) {}

    @IgnoredKey(name = "newVersion", because = "there is one way to read")
    @RefusedKey(name = "condition", instead = "filter with a transformer")
    record Table(
            @Doc("where the instance is") String endpoint,
            @AlsoKnownAs({"accessKey", "secretKey"}) SecretText accessKeySecret,
            @Doc("the table to write") String table,
            @AlsoKnownAs("batchWriteCount") @Default("200") int batchRows,
            @Optional List<Column> column,
            @Default("{}") Range range,
            @Default("{}") Map<String, Integer> limits,
            @Default("") String password)
            implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(batchRows >= 1 && batchRows <= 200, "batchRows", "must be 1..200");
            problems.check(accessKeySecret.reveal().length() < 8, "accessKeySecret", "is too long");
            problems.check(password.length() < 8, "password", "is too long");
            problems.check(!table.contains(" "), "table", "must have no spaces");
            for (int i = 0; i < column.size(); i++) {
                boolean known = Set.of("string", "int").contains(column.get(i).type());
                problems.check(known, "column[" + i + "].type", "must be string or int");
                problems.check(!column.get(i).name().contains("!"), "column[" + i + "].name", "must be a name");
            }
            for (int i = 0; i < range.begin().size(); i++) {
                boolean end = range.begin().get(i).type() == KeyType.INF_MAX;
                problems.check(!end, "range.begin[" + i + "].type", "cannot be where a range begins");
            }
            limits.forEach((name, limit) -> problems.check(limit > 0, "limits." + name, "must be positive"));
            problems.check(limits.size() < 3, "limits", "must be at most 2");
            problems.check(!table.equals("none"), "column", "needs a table");
            problems.check(!table.equals("all"), "", "cannot be done");
        }
    }

    private static final String GOOD = "\"endpoint\": \"e\", \"accessKey\": \"k\", \"table\": \"t\"";

    @Test
    void bindsValuesOfTheirTypes() {
        Scalars bound = bind(
                Scalars.class,
                "{\"text\": \" x \", \"number\": 1, \"large\": 3000000000, \"real\": 0.5,"
                        + " \"flag\": true, \"decimal\": 1.10, \"mode\": \"append\", \"secret\": \"s\"}");
        assertThat(bound)
                .isEqualTo(new Scalars(
                        " x ", 1, 3_000_000_000L, 0.5, true, new BigDecimal("1.10"), Mode.APPEND, new SecretText("s")));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void textsAndNumbersMayStandForEachOther() {
        Scalars bound = bind(
                Scalars.class,
                "{\"text\": 20260102, \"number\": \" 1 \", \"large\": \"3e9\", \"real\": \"5\","
                        + " \"flag\": \"TRUE\", \"decimal\": \"-1.10\", \"mode\": \"Non_Conflict\", \"secret\": 12}");
        assertThat(bound)
                .isEqualTo(new Scalars(
                        "20260102",
                        1,
                        3_000_000_000L,
                        5,
                        true,
                        new BigDecimal("-1.10"),
                        Mode.NON_CONFLICT,
                        new SecretText("12")));
        assertThat(bind(
                                Scalars.class,
                                "{\"text\": true, \"number\": 1.0, \"large\": 12.0, \"real\": 1, \"flag\": \"false\","
                                        + " \"decimal\": 1, \"mode\": \"truncate\", \"secret\": \"x\"}")
                        .text())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "number  | \"x\"       | must be a whole number, got \"x\"",
                "number  | 1.5         | must be a whole number, got 1.5",
                "number  | true        | must be a whole number, got true",
                "number  | 3000000000  | must be -2147483648..2147483647, got 3000000000",
                "number  | 1e999999999 | must be -2147483648..2147483647, got 1E+999999999",
                "large   | 9223372036854775808 | must be -9223372036854775808..9223372036854775807, got 9223372036854775808",
                "number  | []          | must be a whole number, got a list",
                "real    | \"1,5\"     | must be a number, got \"1,5\"",
                "real    | 1e400       | must be a number that is not so large, got 1E+400",
                "real    | {}          | must be a number, got an object",
                "flag    | 1           | must be true or false, got 1",
                "flag    | \"yes\"     | must be true or false, got \"yes\"",
                "mode    | \"apend\"   | must be one of truncate, append, nonConflict, got \"apend\", did you mean \"append\"?",
                "mode    | 5           | must be one of truncate, append, nonConflict, got 5",
                "text    | {}          | must be a text, got an object",
                "secret  | [\"S3cret\"] | must be a secret text, got a list",
            })
    void saysWhatIsExpected(String key, String value, String message) {
        String good = "{\"text\": \"x\", \"number\": 1, \"large\": 1, \"real\": 1, \"flag\": true, \"decimal\": 1,"
                + " \"mode\": \"append\", \"secret\": \"s\"}";
        JsonObject json = ((JsonObject) JsonReader.read(good)).with(key, JsonReader.read(value));
        assertThat(Binder.bind(Scalars.class, new PluginSpec("w", json, PATH), problems))
                .isNull();
        assertThat(problems.errors()).singleElement().satisfies(each -> {
            assertThat(each.path()).isEqualTo(PATH + "." + key);
            assertThat(each.message()).isEqualTo(message);
        });
    }

    @Test
    void longValuesAreShortened() {
        bind(Defaults.class, "{\"batchRows\": \"" + "9x".repeat(500) + "\"}");
        assertThat(problems.errors().get(0).message()).hasSizeLessThan(150).endsWith("…\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "blank"})
    void whatIsOptionalMayBeAbsent(String how) {
        String text = "{}";
        if (!how.isEmpty()) {
            String value = how.equals("null") ? "null" : "\" \"";
            text =
                    "{\"number\": V, \"large\": V, \"real\": V, \"flag\": V, \"mode\": V, \"secret\": V, \"list\": V, \"set\": V,"
                            + " \"map\": V, \"column\": V}";
            text = text.replace("V", value);
        }
        assertThat(bind(Boxes.class, text))
                .isEqualTo(new Boxes(null, null, null, null, null, null, null, List.of(), Set.of(), Map.of(), null));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void anEmptyTextIsAText() {
        assertThat(bind(Boxes.class, "{\"text\": \"\"}").text()).isEmpty();
        assertThat(bind(Defaults.class, "{\"nullFormat\": \"\"}").nullFormat()).isEmpty();
        assertThat(bind(Table.class, "{\"endpoint\": \"\", \"accessKey\": \"k\", \"table\": \"\"}")
                        .table())
                .isEmpty();
    }

    @Test
    void bindsBoxes() {
        Boxes bound = bind(
                Boxes.class,
                "{\"number\": 1, \"large\": \"2\", \"real\": 3, \"flag\": false, \"mode\": \"APPEND\","
                        + " \"list\": [\"a\", 1], \"set\": [\"a\", \"a\"], \"map\": {\"b\": 2, \"a\": true}, \"column\": \"c\"}");
        assertThat(bound)
                .isEqualTo(new Boxes(
                        1,
                        2L,
                        3.0,
                        false,
                        null,
                        Mode.APPEND,
                        null,
                        List.of("a", "1"),
                        Set.of("a"),
                        Map.of("b", "2", "a", "true"),
                        new Column("c", "string", null)));
        assertThat(bound.map().keySet()).containsExactly("b", "a");
    }

    @Test
    void defaultsAreWrittenAsInAJobFile() {
        Defaults expected = new Defaults(
                200,
                1.5,
                true,
                "\\N",
                "",
                "[x]",
                Mode.NON_CONFLICT,
                List.of("utf-8"),
                List.of(1, 2),
                Map.of(),
                new Column("pk", "string", null));
        assertThat(bind(Defaults.class, "{}")).isEqualTo(expected);
        assertThat(bind(Defaults.class, "{\"batchRows\": \"\", \"mode\": null, \"column\": \"\"}"))
                .isEqualTo(expected);
    }

    @Test
    void aMissingKeyIsNamedWithTypeAndMeaning() {
        assertThat(bind(Table.class, "{ \"endpoint\": \"e\", \"accessKey\": \" \" }"))
                .isNull();
        assertThat(problems.errors())
                .extracting(Problem::toString)
                .containsExactly(
                        PATH + ".accessKeySecret (line 1, column 1): is required (secret text)",
                        PATH + ".table (line 1, column 1): is required (text): the table to write");
    }

    @Test
    void anUnknownKeyIsAWarningWithWhatWasMeant() {
        assertThat(bind(Table.class, "{" + GOOD + ",\n \"bachtRows\": 5, \"nonsense\": 1}"))
                .isNotNull();
        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        PATH + ".bachtRows (line 2, column 2): unknown key, did you mean \"batchRows\"?",
                        PATH + ".nonsense (line 2, column 18): unknown key");
    }

    @Test
    void strictlyAnUnknownKeyIsAnError() {
        ProblemList strict = new ProblemList(true);
        PluginSpec spec = spec("{" + GOOD + ", \"nonsense\": 1, \"newVersion\": 1}");
        Binder.bind(Table.class, spec, strict);
        assertThat(strict.errors()).extracting(Problem::message).containsExactly("unknown key");
        assertThat(strict.notes()).hasSize(1);
    }

    @Test
    void anIgnoredKeyIsNoted() {
        assertThat(bind(Table.class, "{" + GOOD + ", \"newVersion\": true}")).isNotNull();
        assertThat(problems.all()).singleElement().satisfies(each -> {
            assertThat(each.severity()).isEqualTo(Severity.NOTE);
            assertThat(each.message()).isEqualTo("makes no difference: there is one way to read");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"x\"", "[1]", "{\"a\": 1}"})
    void aRefusedKeyIsAnError(String value) {
        bind(Table.class, "{" + GOOD + ", \"condition\": " + value + "}");
        assertThat(problems.errors())
                .extracting(Problem::message)
                .containsExactly("is not supported: filter with a transformer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "\"\"", "[]", "{}"})
    void aRefusedKeyThatSaysNothingIsNone(String value) {
        assertThat(bind(Table.class, "{" + GOOD + ", \"condition\": " + value + "}"))
                .isNotNull();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aKeyMayHaveOtherNames() {
        assertThat(bind(Table.class, "{" + GOOD + ", \"batchWriteCount\": 7}").batchRows())
                .isEqualTo(7);
        assertThat(bind(Table.class, "{" + GOOD + ", \"batchWriteCount\": 7, \"batchRows\": \"\"}")
                        .batchRows())
                .isEqualTo(7);
        assertThat(problems.all()).isEmpty();
        assertThat(bind(Table.class, "{" + GOOD + ", \"batchWriteCount\": 7, \"batchRows\": 8}"))
                .isNull();
        assertThat(problems.errors())
                .extracting(Problem::message)
                .containsExactly(
                        "\"batchRows\" and \"batchWriteCount\" are names of the same key, of which only one may be there");
    }

    @Test
    void aListMayBeItsOnlyElementAndARecordItsMainValue() {
        assertThat(bind(Table.class, "{" + GOOD + ", \"column\": \"a\"}").column())
                .containsExactly(new Column("a", "string", null));
        assertThat(bind(
                                Table.class,
                                "{" + GOOD
                                        + ", \"column\": [\"a\", 5, {\"name\": \"b\", \"type\": \"int\", \"index\": \"3\"}]}")
                        .column())
                .containsExactly(
                        new Column("a", "string", null), new Column("5", "string", null), new Column("b", "int", 3));
    }

    @Test
    void structuresOfTheWrongKindAreNamed() {
        assertThat(errors(Table.class, "{" + GOOD + ", \"column\": {\"name\": \"a\"}, \"range\": [], \"limits\": 3}"))
                .containsExactly(
                        PATH + ".column (line 1, column 61): must be a list of objects or texts, got an object",
                        PATH + ".range (line 1, column 85): must be an object, got a list",
                        PATH + ".limits (line 1, column 99): must be an object, got a value");
        assertThat(errors(
                        Table.class, "{" + GOOD + ", \"column\": [[\"a\"], null, \"\"], \"range\": {\"begin\": [1]}}"))
                .containsExactly(
                        PATH + ".column[0] (line 1, column 62): must be an object or text, got a list",
                        PATH + ".column[1] (line 1, column 69): must have a value (object or text)",
                        PATH + ".column[2] (line 1, column 75): must have a value (object or text)",
                        PATH + ".range.begin[0] (line 1, column 100): must be an object, got a value");
    }

    @Test
    void aRecordsOwnRulesAreReportedWhereTheValueStands() {
        bind(
                Table.class,
                "{" + GOOD
                        + ",\n\"batchWriteCount\": 5000,\n\"column\": [\"a!\", {\"name\": \"b\", \"type\": \"integer\"}],\n"
                        + "\"range\": {\"begin\": {\"type\": \"inf_max\"}},\n\"limits\": {\"a\": 0, \"b\": 1, \"c\": 2}}"
                                .replace("{\"type\": \"inf_max\"}", "[{\"type\": \"inf_max\"}]"));
        assertThat(problems.errors())
                .extracting(each -> each.toString().substring(PATH.length() + 1))
                .containsExactly(
                        "batchWriteCount (line 2, column 20): must be 1..200, got 5000",
                        "column[0] (line 3, column 12): must be a name, got \"a!\"",
                        "column[1].type (line 3, column 40): must be string or int, got \"integer\"",
                        "range.begin[0].type (line 4, column 30): cannot be where a range begins, got \"inf_max\"",
                        "limits.a (line 5, column 17): must be positive, got 0",
                        "limits (line 5, column 11): must be at most 2");
    }

    @Test
    void aRuleOnWhatIsNotThereIsReportedWhereItShouldBe() {
        assertThat(errors(Table.class, "{" + GOOD.replace("\"t\"", "\"none\"") + "}"))
                .containsExactly(PATH + ".column (line 1, column 1): needs a table");
        assertThat(errors(Table.class, "\n{" + GOOD.replace("\"t\"", "\"all\"") + "}"))
                .containsExactly(PATH + " (line 2, column 1): cannot be done");
        assertThat(errors(Table.class, "{" + GOOD + ", \"column\": \"x!\"}"))
                .containsExactly(PATH + ".column (line 1, column 61): must be a name, got \"x!\"");
    }

    @Test
    void noMessageShowsASecret() {
        List<List<String>> errors = List.of(
                errors(
                        Table.class,
                        "{\"endpoint\": \"e\", \"accessKey\": \"S3cret S3cret\", \"table\": \"t\", \"password\": \"S3cret S3cret\"}"),
                errors(
                        Table.class,
                        "{" + GOOD + ", \"password\": {\"x\": \"S3cret\"}, \"limits\": {\"access-key\": \"S3cret\"}}"),
                errors(
                        Table.class,
                        "{\"endpoint\": \"e\", \"accessKey\": \"S3cret\", \"secretKey\": \"S3cret\", \"table\": \"t\"}"),
                errors(NumericSecret.class, "{\"accessKey\": \"S3cret\", \"token\": [{\"number\": \"S3cret\"}]}"));
        assertThat(errors).extracting(List::size).containsExactly(2, 2, 1, 2);
        assertThat(errors.toString()).doesNotContain("S3cret");
        assertThat(spec("{\"accessKey\": \"S3cret\"}").toString()).doesNotContain("S3cret");
    }

    record NumericSecret(int accessKey, List<Number> token) {
        record Number(int number) {}
    }

    @Test
    void aConstructorsRefusalIsAProblemOfTheRecord() {
        assertThat(bind(Refusing.class, "\n  {\"value\": \"x\"}")).isNull();
        assertThat(problems.errors()).hasToString("[" + PATH + " (line 2, column 3): must be longer]");
    }

    record Refusing(String value) {
        Refusing {
            if (value.length() < 2) {
                throw new IllegalArgumentException("must be longer");
            }
        }
    }

    @Test
    void whatIsKnownToBeWrongIsNotReportedTwice() {
        PluginSpec spec = spec("{\"batchRows\": \"${n}\"}");
        problems.error(PATH + ".batchRows", spec.parameter().position(), "the variable ${n} is not defined");
        assertThat(Binder.bind(Defaults.class, spec, problems)).isNull();
        assertThat(problems.errors()).hasSize(1);
    }

    @Test
    void aRecordClassAtFaultIsTheAuthorsProblem() {
        record Wrong(Object anything) {}
        record WrongDefault(@Default("x") int number) {}
        record WrongOptional(@Optional int number) {}
        assertThatIllegalArgumentException().isThrownBy(() -> bind(Wrong.class, "{\"anything\": 1}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bind(WrongDefault.class, "{}"))
                .withMessageContaining("does not fit");
        assertThatIllegalArgumentException().isThrownBy(() -> bind(WrongOptional.class, "{}"));
    }

    private <C extends Record> C bind(Class<C> type, String parameter) {
        return Binder.bind(type, spec(parameter), problems);
    }

    private static <C extends Record> List<String> errors(Class<C> type, String parameter) {
        ProblemList found = new ProblemList();
        assertThat(Binder.bind(type, spec(parameter), found)).isNull();
        return found.errors().stream().map(Problem::toString).toList();
    }

    private static PluginSpec spec(String parameter) {
        return new PluginSpec("anywriter", (JsonObject) JsonReader.read(parameter), PATH);
    }

    @IgnoredKey(name = "retries", because = "the job retries")
    record Address(
            @AlsoKnownAs("endPoint") String endpoint,
            @Default("10") int timeout,
            @Optional SecretText accessKey) implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(endpoint.startsWith("http"), "endpoint", "must begin with http");
            problems.check(timeout > 0, "timeout", "must be 1 or more");
        }
    }

    record Inlining(
            @Inline Address address,
            String table,
            @Default("1") int rows) implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(rows > 0, "rows", "must be 1 or more");
            problems.check(!table.equals(address.endpoint()), "endpoint", "must not be the table");
        }
    }

    record InliningTwice(
            @Inline Address address,
            @AlsoKnownAs("endPoint") String place) {}

    record InliningText(@Inline String text) {}

    record InliningItself(@Inline InliningItself self) {}

    @Test
    void theKeysOfAnInlineRecordStandAroundIt() {
        assertThat(bind(Inlining.class, "{endPoint: 'http://h', accessKey: 'k', table: 't', retries: 3}"))
                .isEqualTo(new Inlining(new Address("http://h", 10, new SecretText("k")), "t", 1));
        assertThat(problems.notes()).extracting(Problem::path).containsExactly(PATH + ".retries");
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void anInlineRecordIsCheckedTogetherWithTheOneAroundIt() {
        assertThat(bind(Inlining.class, "{endPoint: 'x', timeout: 0, table: 'x', rows: 0, endpoit: 1}"))
                .isNull();
        assertThat(problems.errors())
                .extracting(Problem::path)
                .containsExactly(PATH + ".endPoint", PATH + ".timeout", PATH + ".rows", PATH + ".endPoint");
        assertThat(problems.warnings())
                .extracting(Problem::message)
                .containsExactly("unknown key, did you mean \"endpoint\"?");
    }

    @Test
    void whatAnInlineRecordLacksIsMissedWhereItShouldStand() {
        assertThat(bind(Inlining.class, "{table: 't'}")).isNull();
        assertThat(problems.errors()).extracting(Problem::path).containsExactly(PATH + ".endpoint");
    }

    @Test
    void aRecordThatCannotBeInlinedIsTheProgramsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bind(InliningTwice.class, "{}"))
                .withMessageContaining("endPoint twice");
        assertThatIllegalArgumentException().isThrownBy(() -> bind(InliningText.class, "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> bind(InliningItself.class, "{}"));
    }

    record Credentials(
            @AlsoKnownAs("accessKeyId") @FromEnvironment({"OSS_ID", "CLOUD_ID"})
            String accessId,

            @FromEnvironment({"OSS_SECRET", "CLOUD_SECRET"}) SecretText accessKey,

            @FromEnvironment({"OSS_TOKEN", "CLOUD_TOKEN"}) @Optional
            SecretText token) {}

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OSS_ID", "half", "OSS_SECRET", " ", "CLOUD_ID", "id", "CLOUD_SECRET", " S3cret ", "CLOUD_TOKEN", "t");

    @Test
    void credentialsThatAreNotGivenAreThoseOfTheEnvironment() {
        assertThat(credentials("{}", ENVIRONMENT))
                .isEqualTo(new Credentials("id", new SecretText("S3cret"), new SecretText("t")));
        assertThat(problems.notes())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "is that of the environment variable CLOUD_ID",
                        "is that of the environment variable CLOUD_SECRET",
                        "is that of the environment variable CLOUD_TOKEN");
        assertThat(credentials("{}", Map.of("OSS_ID", "a", "OSS_SECRET", "b", "CLOUD_ID", "c", "CLOUD_SECRET", "d")))
                .isEqualTo(new Credentials("a", new SecretText("b"), null));
    }

    @Test
    void givenCredentialsAreNotMixedWithOthers() {
        assertThat(credentials("{accessKeyId: 'mine', accessKey: 'k'}", ENVIRONMENT))
                .isEqualTo(new Credentials("mine", new SecretText("k"), null));
        assertThat(credentials("{accessKeyId: 'mine'}", ENVIRONMENT)).isNull();
        assertThat(credentials("{}", Map.of("OSS_ID", "half"))).isNull();
        assertThat(problems.errors())
                .extracting(Problem::path)
                .containsExactly(PATH + ".accessKey", PATH + ".accessId");
    }

    private Credentials credentials(String parameter, Map<String, String> environment) {
        return Binder.bind(Credentials.class, spec(parameter), problems, environment);
    }
}
