package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does wrong or runs into: each ends with a message of its own and the exit code for what to do next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
    private static final String SECRET = "marker-secret-4711";

    @TempDir
    private static Path folder;

    private TablestoreEmulator tablestore;
    private OssEmulator oss;
    private Datax datax;

    @BeforeAll
    void start() throws IOException {
        tablestore = TablestoreEmulator.inMemory().start();
        oss = OssEmulator.in(folder.resolve("oss")).start();
        oss.createBucket("backups");
        oss.store()
                .put(
                        "backups",
                        "in/rows.csv",
                        new ByteArrayInputStream("1,one\n2,two\nx,three\n4,four\n".getBytes(StandardCharsets.UTF_8)),
                        Map.of());
        datax = new Datax(folder);
        SyncClient client = new SyncClient(tablestore.endpoint().toString(), "local", "local", "test");
        try {
            TableMeta meta = new TableMeta("orders");
            meta.addPrimaryKeyColumn("id", PrimaryKeyType.INTEGER);
            client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
            for (int i = 0; i < 10; i++) {
                RowPutChange row = new RowPutChange(
                        "orders",
                        PrimaryKeyBuilder.createPrimaryKeyBuilder()
                                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromLong(i))
                                .build());
                row.addColumn("customer", ColumnValue.fromString("c" + i));
                client.putRow(new PutRowRequest(row));
            }
        } finally {
            client.shutdown();
        }
    }

    @AfterAll
    void stop() {
        oss.close();
        tablestore.close();
    }

    @AfterEach
    void noFaults() {
        oss.faults().clear();
        tablestore.faults().clear();
    }

    /** A change to the job file that works, and what the message then says. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "unknown plug-in | \"otsreader\" | \"otzreader\" | there is no reader \"otzreader\", did you mean \"otsreader\"?",
                "malformed JSON | \"table\": \"orders\", | \"table\": \"orders\" | line 5, column 5: a comma is missing",
                "misspelt parameter | \"table\" | \"tabel\" | unknown key, did you mean \"table\"?",
                "missing parameter | \"table\": \"orders\", | '' | parameter.table",
                "wrong type | \"channel\": 2 | \"channel\": \"two\" | job.setting.speed.channel (line 1, column",
                "unresolved variable | \"out/orders\" | \"out/${date}\" | job.content[0].writer.parameter.object (line 9, column 15)",
                "wrong key | \"accessKey\": \"local\" | \"accessKey\": \"marker-secret-4711\" | OTSAuthFailed",
                "missing table | \"orders\", | \"order\", | Did you mean \"orders\"?",
                "missing bucket | \"backups\" | \"backup\" | NoSuchBucket",
                "empty range | \"range\": {} | \"range\": {\"begin\": [{\"type\": \"INT\", \"value\": 5}], \"end\": [{\"type\": \"INT\", \"value\": 5}]} | holds nothing",
                "split outside | \"range\": {} | \"range\": {\"begin\": [{\"type\": \"INT\", \"value\": 5}], \"split\": [{\"type\": \"INT\", \"value\": 3}]} | range.split[0]",
                "range type | \"range\": {} | \"range\": {\"begin\": [{\"type\": \"STRING\", \"value\": \"a\"}]} | range.begin[0]",
                "missing column | \"customer\"]} | \"custommer\"], \"missingColumn\": \"fail\"} | did you mean customer?"
            })
    void theJobIsWrong(String name, String old, String changed, String message) {
        String text = export();
        assertThat(text).contains(old);
        Datax.Result result = datax.run(datax.job("wrong.json", text.replace(old, changed == null ? "" : changed)));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.out()).contains(message).contains("What to do: ");
        assertNoStackTraceAndNoSecret(result);
    }

    @Test
    void theJobFileIsNotThere() {
        Datax.Result result = datax.run(folder.resolve("nowhere.json"));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no job file").contains("nowhere.json");
    }

    @Test
    void headerLacksAColumn() {
        String text = load().replace("{\"index\": 1}", "{\"name\": \"nome\"}");
        Datax.Result result = datax.run(datax.job("wrong.json", text));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.out()).contains("nome");
    }

    @Test
    void aRowThatCannotBeConvertedIsCountedAndKept() throws IOException {
        Datax.Result result = datax.run(datax.job("load.json", load()));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(3);
        assertThat(result.out()).contains("in/rows.csv:3").contains("Rows failed         : 1");
        assertThat(dirtyRows(result)).singleElement().asString().contains("\"value\":\"x\"");

        Datax.Result borne = datax.run(datax.job("load.json", load().replace("\"record\": 0", "\"record\": 1")));
        assertThat(borne.exitCode()).as(borne.toString()).isZero();
        assertThat(borne.out()).contains("Rows written        : 3").contains("Rows failed         : 1");
    }

    @Test
    void aRowThatTheServiceRefusesIsCountedAndKept() throws IOException {
        tablestore
                .faults()
                .add(Fault.of("BulkImport", Fault.Kind.REFUSE_ROW).after(1).times(1));
        String text = load().replace("\"record\": 0", "\"record\": 2");
        Datax.Result result = datax.run(datax.job("load.json", text));
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).contains("Rows written        : 2").contains("Rows failed         : 2");
        assertThat(dirtyRows(result)).anySatisfy(each -> assertThat(each).contains("Refused as told"));
    }

    @Test
    void aServiceThatIsDownEndsTheJobAndNoRowIsCalledDirty() {
        oss.faults().add(Fault.of("UploadPart", Fault.Kind.ERROR));
        Datax.Result result = datax.run(datax.job("export.json", export()), "--retry-seconds", "1");
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.out())
                .contains("Rows failed         : 0")
                .contains("UploadPart")
                .contains("Retries");
        assertThat(folder.resolve("oss/backups/out")).doesNotExist();
    }

    @Test
    void aServiceThatFailsForAWhileDelaysTheJob() {
        oss.faults().add(Fault.of("UploadPart", Fault.Kind.THROTTLE).times(2));
        tablestore.faults().add(Fault.of("BulkExport", Fault.Kind.DROP).times(2));
        Datax.Result result = datax.run(datax.job("export.json", export().replace("out/orders", "delayed/orders")));
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).contains("Rows written        : 10").contains("Retries");
    }

    @Test
    void theTargetCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Datax.Result result = datax.run(datax.job("stream.json", stream(file)));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.out()).contains("path is not a folder that can be written");
    }

    @Test
    void theDiskIsFull() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path job = datax.job("stream.json", stream(target));
        Datax.Result result = datax.start(new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 2000; exec \"$@\"",
                        "bash",
                        datax.root().resolve("bin/datax.sh").toString(),
                        job.toString(),
                        "--runs",
                        datax.runs().toString()))
                .end();
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.out()).contains("the rows cannot be written: ").contains("What to do: Make room");
        try (var left = Files.list(target)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void thereIsNoJava() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String each : List.of("bash", "dirname", "readlink", "sed", "head")) {
            Path tool = Path.of("/usr/bin").resolve(each);
            Files.copy(Files.exists(tool) ? tool : Path.of("/bin").resolve(each), tools.resolve(each));
        }
        ProcessBuilder command =
                new ProcessBuilder("bash", datax.root().resolve("bin/datax.sh").toString(), "demo");
        command.environment().remove("JAVA_HOME");
        command.environment().put("PATH", tools.toString());
        Datax.Result none = datax.start(command).end();
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .contains("There is no Java here")
                .contains("What to do: install a JDK or JRE 17 or newer");

        Path old = Files.createDirectories(folder.resolve("java11/bin"));
        assertThat(Files.writeString(old.resolve("java"), "#!/bin/sh\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        Files.writeString(folder.resolve("java11/release"), "JAVA_VERSION=\"11.0.2\"\n");
        command.environment().put("JAVA_HOME", folder.resolve("java11").toString());
        Datax.Result eleven = datax.start(command).end();
        assertThat(eleven.exitCode()).isEqualTo(1);
        assertThat(eleven.err()).contains("Java 17 or newer is needed").contains("11.0.2");
    }

    private String export() {
        return """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "otsreader", "parameter": {
                    "endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "test",
                    "table": "orders",
                    "range": {}, "column": ["id", "customer"]}},
                  "writer": {"name": "osswriter", "parameter": {
                    "endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "bucket": "backups",
                    "object": "out/orders", "writeMode": "truncate"}}}]}}
                """.formatted(tablestore.endpoint(), oss.endpoint());
    }

    private String load() {
        return """
                {"job": {"setting": {"speed": {"channel": 1}, "errorLimit": {"record": 0}}, "content": [{
                  "reader": {"name": "ossreader", "parameter": {
                    "endpoint": "%s", "accessId": "local", "accessKey": "local", "bucket": "backups",
                    "object": "in/rows.csv", "column": [{"index": 0, "type": "long"}, {"index": 1}]}},
                  "writer": {"name": "otswriter", "parameter": {
                    "endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "test",
                    "table": "orders", "primaryKey": ["id"], "column": [{"name": "customer", "type": "string"}],
                    "writeMode": "PutRow"}}}]}}
                """.formatted(oss.endpoint(), tablestore.endpoint());
    }

    private static String stream(Path target) {
        return """
                {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
                  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": 500000,
                    "column": [{"value": "some text that takes room on a disk"}]}},
                  "writer": {"name": "streamwriter", "parameter": {"path": "%s", "fileName": "rows.txt"}}}]}}
                """.formatted(target);
    }

    private static List<String> dirtyRows(Datax.Result result) throws IOException {
        String line = result.out()
                .lines()
                .filter(each -> each.startsWith("Failed rows are in"))
                .findFirst()
                .orElseThrow();
        return Files.readAllLines(Path.of(line.substring(line.indexOf(':') + 2)));
    }

    private static void assertNoStackTraceAndNoSecret(Datax.Result result) {
        assertThat(result.out() + result.err())
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain(SECRET);
    }
}
