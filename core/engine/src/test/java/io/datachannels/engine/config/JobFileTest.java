package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.schedule.ScheduledTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
    private static final String DATAX = """
            {
              "job": {
                "setting": {"speed": {"channel": 5}},
                "content": [{
                  "reader": {"name": "otsreader", "parameter": {"table": "${table}"}},
                  "writer": {"name": "OSS", "parameter": {"datasource": "oss1", "object": "o"}}
                }]
              }
            }
            """;
    private static final Variables VARIABLES =
            Variables.of(Map.of("table", "t", "n", "4")).withEnvironment(Map.of());
    private static final Datasources DATASOURCES = Datasources.of(
            Map.of("oss1", (JsonObject) JsonReader.read("{\"bucket\": \"b\"}")), "conf/datasources.json");

    private final ProblemList problems = new ProblemList();

    @Test
    void readsTheDialectOfDatax() {
        JobSpec job = parse(DATAX);
        assertThat(job.name()).isEqualTo("nightly");
        assertThat(job.reader().name()).isEqualTo("otsreader");
        assertThat(job.reader().path()).isEqualTo("job.content[0].reader.parameter");
        assertThat(job.reader().position().toString()).isEqualTo("line 5, column 26");
        assertThat(JsonText.compact(job.reader().parameter())).isEqualTo("{\"table\":\"t\"}");
        assertThat(job.writer().name()).isEqualTo("osswriter");
        assertThat(JsonText.compact(job.writer().parameter())).isEqualTo("{\"object\":\"o\",\"bucket\":\"b\"}");
        assertThat(job.settings().channels()).isEqualTo(5);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void readsTheDialectOfDataWorks1() {
        JobSpec job = parse("""
                {"type": "job", "version": "1.0", "configuration": {
                  "setting": {"speed": {"concurrent": "2", "mbps": "1", "dmu": 1}, "errorLimit": {"record": "3"}},
                  "reader": {"plugin": "otsstream", "parameter": {"date": "${n}"}},
                  "writer": {"plugin": "odps", "parameter": {}}}}
                """);
        assertThat(job.reader().name()).isEqualTo("otsstreamreader");
        assertThat(job.reader().path()).isEqualTo("configuration.reader.parameter");
        assertThat(JsonText.compact(job.reader().parameter())).isEqualTo("{\"date\":\"4\"}");
        assertThat(job.writer().name()).isEqualTo("odpswriter");
        assertThat(job.settings().channels()).isEqualTo(2);
        assertThat(job.settings().bytesPerSecond()).isEqualTo(1 << 20);
        assertThat(job.settings().errorLimit()).isEqualTo(new ErrorLimit(3, Double.NaN));
        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(problems.notes()).extracting(Problem::path).containsExactly("configuration.setting.speed.dmu");
    }

    @Test
    void readsTheDialectOfDataWorks2() {
        JobSpec job = parse("""
                {"type": "job", "version": "2.0",
                 "steps": [
                   {"stepType": "stream", "name": "Writer", "category": "writer", "parameter": {"print": false}},
                   {"stepType": "kafka", "name": "Reader", "category": "reader", "parameter": {"topic": "t"}},
                   {"stepType": "none", "name": "Processor", "category": "processor", "parameter": {}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"speed": {"throttle": false, "mbps": "1", "concurrent": 3},
                             "errorLimit": {"strategy": "Ignore"}, "executeMode": null, "jvmOption": "-Xmx1g",
                             "common": {"column": {"timeZone": "Asia/Tokyo"}}},
                 "extend": {"mode": "code", "__new__": true}}
                """);
        assertThat(job.reader().name()).isEqualTo("kafkareader");
        assertThat(job.reader().path()).isEqualTo("steps[1].parameter");
        assertThat(job.writer().name()).isEqualTo("streamwriter");
        assertThat(job.settings().bytesPerSecond()).isZero();
        assertThat(job.settings().errorLimit()).isEqualTo(new ErrorLimit(ErrorLimit.UNLIMITED, Double.NaN));
        assertThat(job.settings().zone()).hasToString("Asia/Tokyo");
        assertThat(problems.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ots, otsreader",
        "OtsReader, otsreader",
        "' oss ', ossreader",
        "otsstream, otsstreamreader",
        "otsstreamreader, otsstreamreader",
        "otstunnel, otstunnelreader",
        "stream, streamreader",
        "otsreader-internal, otsreader",
        "mysql, mysqlreader",
    })
    void aPluginMayBeNamedShortly(String name, String fullName) {
        assertThat(parse(DATAX.replace("otsreader", name)).reader().name()).isEqualTo(fullName);
    }

    @Test
    void withoutSettingsThereAreDefaults() {
        JobSpec job = parse(DATAX.replace("{\"speed\": {\"channel\": 5}}", "{}"));
        assertThat(job.settings()).isEqualTo(Settings.standard());
        assertThat(job.settings().channels()).isEqualTo(3);
        assertThat(job.settings().errorLimit()).isEqualTo(new ErrorLimit(0, Double.NaN));
        assertThat(job.settings().zone()).hasToString("GMT+08:00");
        assertThat(job.settings().cast()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"channel\": \"\"}                       | 3 | 0       | 0",
                "{\"channel\": ${n}}                       | 4 | 0       | 0",
                "{\"byte\": \"3000000000\"}                | 3 | 3000000000 | 0",
                "{\"record\": 100, \"channel\": 2}         | 2 | 0       | 100",
                "{\"byte\": -1, \"record\": 0}             | 3 | 0       | 0",
                "{\"concurrent\": 1, \"mbps\": \"0.5\"}    | 1 | 524288  | 0",
                "{\"throttle\": true, \"mbps\": 10}        | 3 | 10485760 | 0",
                "{\"throttle\": \"false\", \"mbps\": \"0\"} | 3 | 0      | 0",
                "{\"throttle\": true, \"byte\": 10}        | 3 | 10      | 0",
            })
    void speed(String speed, int channels, long bytes, long records) {
        Settings settings = parse(DATAX.replace("{\"channel\": 5}", speed)).settings();
        assertThat(settings.channels()).isEqualTo(channels);
        assertThat(settings.bytesPerSecond()).isEqualTo(bytes);
        assertThat(settings.recordsPerSecond()).isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"channel\": 0}                  | channel: must be 1..1024, got 0",
                "{\"concurrent\": -3}              | concurrent: must be 1..1024, got -3",
                "{\"channel\": 1, \"concurrent\": 1} | channel: \"channel\" and \"concurrent\" are names of the same key",
                "{\"channel\": \"many\"}           | channel: must be a whole number, got \"many\"",
                "{\"mbps\": 0}                     | mbps: must be greater than 0",
                "{\"mbps\": 1, \"byte\": 1}        | mbps: limits the same as \"byte\"",
                "{\"throttle\": true}              | throttle: needs \"mbps\"",
            })
    void wrongSpeed(String speed, String message) {
        assertProblem(DATAX.replace("{\"channel\": 5}", speed), "job.setting.speed." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                | 0  | NaN",
                "{\"record\": \"\"}                                | 0  | NaN",
                "{\"record\": \"7\"}                               | 7  | NaN",
                "{\"record\": -1}                                  | -1 | NaN",
                "{\"record\": 0, \"percentage\": 0.02}             | 0  | NaN",
                "{\"record\": -1, \"percentage\": \"0.02\"}        | -1 | 0.02",
                "{\"percentage\": 1}                               | -1 | 1",
                "{\"strategy\": \"ZeroTolerance\"}                 | 0  | NaN",
                "{\"strategy\": \"ignore\", \"record\": \"0\"}     | -1 | NaN",
                "{\"strategy\": \"Tolerance\", \"record\": \"5\"}  | 5  | NaN",
            })
    void errorLimit(String limit, long records, double percentage) {
        assertThat(parse(withSetting("errorLimit", limit)).settings().errorLimit())
                .isEqualTo(new ErrorLimit(records, percentage));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"record\": -2}            | record: must be 0 or more, or -1 for no limit, got -2",
                "{\"percentage\": 2}         | percentage: must be a fraction from 0 to 1, such as 0.02 for two in a hundred, got 2",
                "{\"percentage\": -0.1}      | percentage: must be a fraction",
                "{\"strategy\": \"None\"}    | strategy: must be one of Ignore, Tolerance, ZeroTolerance, got \"None\"",
                "{\"strategy\": \"Tolerance\"} | strategy: needs \"record\"",
                "{\"strategy\": \"ZeroTolerance\", \"record\": 5} | record: must be 0 where",
            })
    void wrongErrorLimit(String limit, String message) {
        assertProblem(withSetting("errorLimit", limit), "job.setting.errorLimit." + message);
    }

    @Test
    void datesGoByWhatTheFileSays() {
        String common =
                "{\"column\": {\"timeZone\": \"GMT+8:00\", \"datetimeFormat\": \"yyyy/MM/dd HH:mm\", \"dateFormat\": \"\","
                        + " \"extraFormats\": [\"dd.MM.yyyy\"], \"encoding\": \"UTF-8\", \"timeFormat\": \"HH:mm:ss\"}}";
        Settings settings =
                parse(DATAX.replaceFirst("\\{", "{\"common\": " + common + ",")).settings();
        assertThat(settings.zone()).hasToString("GMT+08:00");
        assertThat(settings.timestampFormat()).isEqualTo("yyyy/MM/dd HH:mm");
        assertThat(settings.dateFormat()).isEqualTo("yyyy-MM-dd");
        assertThat(settings.extraFormats()).containsExactly("dd.MM.yyyy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"timeZone\": \"Asia/Shangai\" | timeZone: must be a time zone such as GMT+8 or Asia/Shanghai, did you mean \"Asia/Shanghai\"?",
                "\"timeZone\": \"CST6\"         | timeZone: must be a time zone",
                "\"datetimeFormat\": \"bbb\"    | datetimeFormat: must be a date pattern",
                "\"dateFormat\": \"yyyy-'MM\"   | dateFormat: must be a date pattern",
                "\"extraFormats\": [\"yyyy\", \"{\"] | extraFormats[1]: must be a date pattern",
                "\"encoding\": \"gbk\"          | encoding: must be utf-8, got \"gbk\"",
            })
    void wrongDates(String column, String message) {
        assertProblem(withSetting("common", "{\"column\": {" + column + "}}"), "job.setting.common.column." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                   | a job file is one JSON object, got a list",
                "{}                                   | none is there",
                "{\"jobs\": {}}                       | none is there, did you mean \"job\"?",
                "{\"job\": 5}                         | job: must be an object, got a value",
                "{\"job\": {}}                        | job.content: is required (list of objects)",
                "{\"job\": {\"content\": []}}         | job.content: must have an element with a reader and a writer",
                "{\"job\": {\"content\": [{}]}}       | job.content[0].reader: is required",
                "{\"configuration\": {\"reader\": {}}} | configuration.reader.plugin: is required",
                "{\"steps\": []}                      | steps: must have exactly one step of category reader, got 0",
                "{\"steps\": [{\"stepType\": \"ots\"}]} | steps[0].category: is required (one of reader, writer, processor)",
                "{\"job\": 1 \"x\": 2}                | a comma is missing before this",
                "                                     | the file is empty",
            })
    void wrongStructure(String text, String message) {
        assertProblem(text == null ? "" : text, message);
    }

    @Test
    void whatIsNotSupportedIsAProblem() {
        assertProblem(
                DATAX.replace("}]\n", "}, {\"reader\": {\"name\": \"a\"}, \"writer\": {\"name\": \"b\"}}]\n"),
                "job.content[1]: must not be there: DataX runs the first element alone");
    }

    @Test
    void transformersAreReadInTheirOrder() {
        String list = "[{\"name\": \"dx_substr\"}, {\"name\": \" DX_pad\", \"parameter\": {\"columnIndex\": 1}}]";
        JobSpec spec = parse(DATAX.replace("}]\n", ", \"transformer\": " + list + "}]\n"));
        assertThat(spec.transformers())
                .extracting(PluginSpec::name, PluginSpec::path)
                .containsExactly(
                        tuple("dx_substr", "job.content[0].transformer[0].parameter"),
                        tuple("dx_pad", "job.content[0].transformer[1].parameter"));
    }

    @Test
    void processorsOfDataWorksAreTransformersIfTheyAreNamedLikeThem() {
        JobSpec spec = parse("""
                {"steps": [{"stepType": "a", "category": "reader"},
                  {"stepType": "dx_pad", "category": "processor", "parameter": {"columnIndex": 1}},
                  {"stepType": "b", "category": "writer"}]}
                """);
        assertThat(spec.transformers())
                .extracting(PluginSpec::name, PluginSpec::path)
                .containsExactly(tuple("dx_pad", "steps[1].parameter"));
    }

    @Test
    void anEmptyTransformerListIsNone() {
        parse(DATAX.replace("}]\n", ", \"transformer\": []}]\n"));
        assertThat(problems.all()).isEmpty();
    }

    private static final String STEPS = """
            {"steps": [
              {"stepType": "a", "category": "reader", "name": "Reader"},
              {"stepType": "p", "category": "processor", "name": "Processor", "parameter": {}},
              {"stepType": "b", "category": "writer", "name": "Writer"}],
             "order": {"hops": [{"from": "Reader", "to": "Processor"}, {"from": "Processor", "to": "Writer"}]},
             "extend": {"mode": "code"}}
            """;

    @Test
    void processorsAreLeftOut() {
        JobSpec job = parse(STEPS);
        assertThat(job.reader().name()).isEqualTo("areader");
        assertThat(job.writer().name()).isEqualTo("bwriter");
        assertThat(problems.warnings()).isEmpty();
        assertThat(problems.notes()).extracting(Problem::path).containsExactly("extend", "steps[1]");
        parse(STEPS.replace("{}}", "{\"x\": 1}}"));
        assertThat(problems.warnings())
                .hasToString(
                        "[steps[1] (line 3, column 3): is left out, as DataWorks does with a processor in a script:"
                                + " rows go from the reader to the writer as they are]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"to\": \"Writer\" | \"to\": \"Wrter\" | order.hops[1].to: must be the name of a step, one of Reader, Processor, Writer, did you mean \"Writer\"?",
                "\"from\": \"Reader\" | \"from\": \"Writer\" | order.hops[0].from: must not be the writer",
                "\"to\": \"Writer\" | \"to\": \"Reader\" | order.hops[1].to: must not be the reader",
                "\"category\": \"processor\" | \"category\": \"writer\" | steps: must have exactly one step of category writer, got 2; run one job file for each",
            })
    void stepsMustMakeOneWay(String part, String other, String message) {
        assertProblem(STEPS.replace(part, other), message);
    }

    @Test
    void eachSideNeedsItsKindOfPlugin() {
        assertProblem(
                DATAX.replace("otsreader", "otswriter"),
                "job.content[0].reader.name: must be a reader, got \"otswriter\"");
        assertProblem(DATAX.replace("otsreader", " "), "job.content[0].reader.name: must be the name of a reader");
    }

    @Test
    void aPluginWithoutParameterStandsWhereItsNameStands() {
        JobSpec job = parse(DATAX.replace(", \"parameter\": {\"table\": \"${table}\"}", ""));
        assertThat(job.reader().parameter()).isEqualTo(JsonObject.empty());
        assertThat(job.reader().parameter().position().line()).isEqualTo(5);
    }

    @Test
    void unknownKeysWarnEverywhereAndTwiceIsSaid() {
        parse("""
                {"jop": {}, "job": {"settings": {}, "setting": {"sped": {}, "errorLimit": {"records": 1}},
                  "jobInfo": {"jobId": "1"}, "content": [{
                  "reader": {"name": "ots", "name": "stream", "params": {}}, "writer": {"name": "stream"}, "filter": 1}]}}
                """);
        assertThat(problems.warnings())
                .extracting(each -> each.path() + ": " + each.message())
                .containsExactlyInAnyOrder(
                        "job.content[0].reader.name: is there a second time, the first at line 3, column 14; the last one counts",
                        "jop: unknown key, did you mean \"job\"?",
                        "job.settings: unknown key, did you mean \"setting\"?",
                        "job.setting.sped: unknown key, did you mean \"speed\"?",
                        "job.setting.errorLimit.records: unknown key, did you mean \"record\"?",
                        "job.content[0].reader.params: unknown key",
                        "job.content[0].filter: unknown key");
        assertThat(problems.notes()).extracting(Problem::path).containsExactly("job.jobInfo");
    }

    @Test
    void strictlyAnUnknownKeyFails() {
        ProblemList strict = new ProblemList(true);
        String text = DATAX.replace("\"speed\"", "\"sped\"");
        assertThatThrownBy(() -> JobFile.parse("j", text, VARIABLES, DATASOURCES, strict))
                .isInstanceOf(JobFileException.class)
                .hasMessage("job.setting.sped (line 3, column 17): unknown key, did you mean \"speed\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"channel\": 4}                  | \"byte\": \"1000\"                | 4 | 4000 | 0",
                "{\"channel\": 4, \"byte\": 3000} | \"byte\": 1000                     | 4 | 3000 | 0",
                "{\"channel\": 2, \"byte\": 3000} | \"byte\": 1000, \"record\": 5   | 2 | 2000 | 10",
                "{\"byte\": 10500}                 | \"byte\": 1000                     | 10 | 10000 | 0",
                "{\"byte\": 500}                   | \"byte\": 1000                     | 1 | 500  | 0",
                "{\"byte\": 9000, \"record\": 20} | \"byte\": 1000, \"record\": 10  | 2 | 2000 | 20",
                "{\"record\": 20}                  | \"record\": -1, \"byte\": 0      | 3 | 0    | 20",
                "{}                                | \"byte\": 9223372036854775807     | 3 | 9223372036854775807 | 0",
                "{\"byte\": 99999999}              | \"byte\": 1                        | 1024 | 1024 | 0",
            })
    void limitsOfAChannelCountForTheJob(String speed, String each, int channels, long bytes, long records) {
        Settings settings = parse(withCore("{\"speed\": {" + each + "}}").replace("{\"channel\": 5}", speed))
                .settings();
        assertThat(settings.channels()).isEqualTo(channels);
        assertThat(settings.bytesPerSecond()).isEqualTo(bytes);
        assertThat(settings.recordsPerSecond()).isEqualTo(records);
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void whatBecameOfALimitOfAChannelIsSaid() {
        parse(withCore("{\"speed\": {\"byte\": \"1048576\", \"record\": -1}}"));
        parse(withCore("{\"speed\": {\"record\": 10}}").replace("{\"channel\": 5}", "{\"channel\": 1, \"record\": 7}"));
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "core.transport.channel.speed.byte (line 1, column 55): limits are kept for the job as a whole:"
                                + " with 5 channels 5242880 a second",
                        "core.transport.channel.speed.record (line 1, column 57): limits are kept for the job as a whole:"
                                + " with 1 channel 10 a second, which is not less than setting.speed allows");
    }

    @Test
    void theSizeOfAChannelIsTaken() {
        assertThat(parse(withCore("{\"capacity\": \"64\", \"byteCapacity\": 1024}"))
                        .settings()
                        .channelSize())
                .isEqualTo(new ChannelSize(64, 1024));
        assertThat(parse(DATAX).settings().channelSize()).isEqualTo(ChannelSize.STANDARD);
        assertProblem(withCore("{\"capacity\": 0}"), "core.transport.channel.capacity: must be 1 or more, got 0");
    }

    @Test
    void whatElseDataxSetsMakesNoDifference() {
        parse(DATAX.replaceFirst("\\{", """
                {"core": {"container": {"job": {"id": 1, "reportInterval": 1, "sleep": 1}, "trace": {"enable": "false"},
                    "taskGroup": {"channel": 5}, "task": {"failOver": {"maxRetryTimes": 3}}},
                  "transport": {"exchanger": {"bufferSize": 32}, "channel": {"class": "c", "flowControlInterval": 20}},
                  "statistics": {}, "dataXServer": {}, "transports": {}},
                """));
        assertThat(problems.notes())
                .extracting(Problem::path)
                .containsExactly(
                        "core.transport.channel.class",
                        "core.transport.channel.flowControlInterval",
                        "core.transport.exchanger",
                        "core.container.job.id",
                        "core.container.job.reportInterval",
                        "core.container.taskGroup.channel",
                        "core.container.task.failOver",
                        "core.container.trace",
                        "core.statistics",
                        "core.dataXServer");
        assertThat(problems.warnings())
                .extracting(Problem::path)
                .containsExactly("core.container.job.sleep", "core.transports");
    }

    @Test
    void allErrorsComeTogether() {
        String text = DATAX.replace("\"${table}\"", "\"${tabel}\"")
                .replace("oss1", "oss2")
                .replace("\"channel\": 5", "\"channel\": 0");
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        JobFileException.class, e -> assertThat(e.errors()).hasSize(3))
                .hasMessageContainingAll(
                        "job.content[0].reader.parameter.table (line 5, column 62): the variable ${tabel} is not defined",
                        "\njob.content[0].writer.parameter.datasource (line 6, column 61): there is no datasource \"oss2\","
                                + " did you mean \"oss1\"? (looked in: conf/datasources.json)",
                        "\njob.setting.speed.channel (line 3, column 38): must be 1..1024, got 0");
    }

    @Test
    void readingGoesOnForThePluginsSake() {
        assertThat(JobFile.read("j", DATAX.replace("5", "0"), VARIABLES, DATASOURCES, problems))
                .hasValueSatisfying(job -> assertThat(job.reader().name()).isEqualTo("otsreader"));
        assertThat(problems.errors()).hasSize(1);
        assertThat(JobFile.read("j", "{", VARIABLES, DATASOURCES, problems)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                               |          | 20250726",
                "{\"timeZone\": \"UTC\"}       |          | 20250725",
                "{\"timeZone\": \"${zone}\"}   |          | 20250725",
                "{\"timeZone\": \"UTC\"}       | Asia/Tokyo | 20250726",
                "{}                               | UTC      | 20250725",
            })
    void datesAreOfTheZoneOfTheFileOrOfTheOption(String column, String option, String day) {
        Variables variables = Variables.of(Map.of("table", "$bizdate", "zone", "UTC"))
                .scheduledAt(
                        ScheduledTime.parse("2025-07-27T00:05:00+08:00"), option == null ? null : ZoneId.of(option));
        String text = withSetting("common", "{\"column\": " + column + "}");
        JobSpec job = JobFile.parse("j", text, variables, DATASOURCES, problems);
        assertThat(JsonText.compact(job.reader().parameter())).isEqualTo("{\"table\":\"" + day + "\"}");
    }

    @Test
    void aVariableInARemarkIsNone() {
        parse(DATAX.replace("\"job\": {", "\"job\": { # such as ${date}\n"));
        assertThat(problems.all()).isEmpty();
    }

    private JobSpec parse(String text) {
        return JobFile.parse("nightly", text, VARIABLES, DATASOURCES, problems);
    }

    private static String withCore(String channel) {
        return DATAX.replaceFirst("\\{", "{\"core\": {\"transport\": {\"channel\": " + channel + "}},");
    }

    private static String withSetting(String name, String value) {
        return DATAX.replace("{\"speed\": {\"channel\": 5}}", "{\"" + name + "\": " + value + "}");
    }

    private static void assertProblem(String text, String message) {
        assertThatThrownBy(() -> JobFile.parse("j", text, VARIABLES, DATASOURCES, new ProblemList()))
                .isInstanceOfSatisfying(
                        JobFileException.class,
                        e -> assertThat(e.errors())
                                .extracting(each ->
                                        each.path().isEmpty() ? each.message() : each.path() + ": " + each.message())
                                .anySatisfy(each -> assertThat(each).contains(message)));
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "'\"90\"', 90", "'\"5m\"', 300", "'\"2 h\"', 7200", "0, 0"})
    void stall(String written, long seconds) {
        Settings settings = parse(DATAX.replace("{\"speed\": {\"channel\": 5}}", "{\"stall\": " + written + "}"))
                .settings();
        assertThat(settings.stall()).hasSeconds(seconds);
        assertThat(Settings.standard().stall()).hasMinutes(5);
    }

    @Test
    void wrongStall() {
        assertProblem(
                DATAX.replace("{\"speed\": {\"channel\": 5}}", "{\"stall\": \"soon\"}"),
                "job.setting.stall: must be a number of seconds, or a text such as \"90s\", \"5m\" or \"1h\";"
                        + " 0 for no limit, got \"soon\"");
    }

    @Test
    void keepsOnRequest() {
        String keep = DATAX.replace("{\"speed\": {\"channel\": 5}}", "{\"onFailure\": \"keep\"}");
        assertThat(parse(keep).settings().keep()).isTrue();
        assertThat(parse(DATAX).settings().keep()).isFalse();
        assertProblem(
                keep.replace("\"keep\"", "\"kept\""),
                "job.setting.onFailure: must be one of abort, keep, got \"kept\"");
    }
}
