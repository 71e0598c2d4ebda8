package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.MultipartUpload;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An export is killed with SIGKILL at the moment when it makes a certain call. The services are in this process and see the call;
 * what the target holds afterwards is looked at in its folder.
 */
class KillTest {
    private static final int ROWS = 3_000;

    @TempDir
    private Path folder;

    private TablestoreEmulator tablestore;
    private OssEmulator oss;
    private Datax datax;
    /** Keys of the writer besides those that every job here has. */
    private String more = "";

    @BeforeEach
    void start() {
        tablestore = TablestoreEmulator.inMemory().start();
        // The SDK may take an answer that comes at once for a closed connection, and does not repeat a write.
        tablestore.faults().add(Fault.latency("BatchWriteRow", Duration.ofMillis(1)));
        oss = OssEmulator.in(folder.resolve("oss")).start();
        oss.createBucket("backups");
        datax = new Datax(folder);
        fill("old", true);
    }

    @AfterEach
    void stop() {
        oss.close();
        tablestore.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tablestore, DescribeTable, 1", "tablestore, BulkExport, 2", "oss, InitiateMultipartUpload, 1",
        "oss, InitiateMultipartUpload, 3", "oss, UploadPart, 1", "oss, UploadPart, 2"
    })
    void beforeTheCommitTheOldObjectsStay(String service, String operation, int count) {
        List<String> old = exportOld();
        fill("new", false);

        killAt(service, operation, count);
        assertThat(objects()).isEqualTo(old);

        Datax.Result next = datax.run(job(2));
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(objects()).isEqualTo(rows("new", 2));
        assertThat(uploadsLeft()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CompleteMultipartUpload, 1", "CompleteMultipartUpload, 2", "DeleteObjects, 1"})
    void insideTheCommitTheNextRunFinishesItAndSaysSo(String operation, int count) {
        exportOld();
        fill("new", false);

        String run = killAt("oss", operation, count);
        fill("newer", false);
        Datax.Result next = datax.run(job(2));
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(next.out()).contains("run " + run + " had died inside its commit; the commit is now finished");
        assertThat(objects()).isEqualTo(rows("newer", 2));
        assertThat(uploadsLeft()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CompleteMultipartUpload, 1", "CompleteMultipartUpload, 2", "DeleteObjects, 1"})
    void insideTheCommitResumeFinishesIt(String operation, int count) {
        exportOld();
        fill("new", false);

        String run = killAt("oss", operation, count);
        fill("newer", false);
        Datax.Result resumed = datax.run(job(2), "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(objects()).as("what the killed run had read").isEqualTo(rows("new", 2));
        assertThat(uploadsLeft()).isEmpty();

        Datax.Result again = datax.run(job(2), "--resume", run);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.out()).contains("cannot be resumed: it ended well");
    }

    @Test
    void resumeBeforeTheCommitRunsOnlyWhatIsMissing() {
        exportOld();
        fill("new", false);

        String run = killAt("oss", "InitiateMultipartUpload", 3, 1);
        Datax.Result resumed = datax.run(job(2, 1), "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(resumed.out()).contains("resumed run " + run + ": 1 of 2 tasks were finished before");
        assertThat(objects()).isEqualTo(rows("new", 2));
        assertThat(uploadsLeft()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "oss, UploadPart, 2",
        "s3, UploadPart, 2",
        "s3, CompleteMultipartUpload, 1",
        "s3, CompleteMultipartUpload, 2",
        "s3, DeleteObjects, 1"
    })
    void parquetIsWholeToo(String protocol, String operation, int count) {
        more = ", \"fileFormat\": \"parquet\", \"protocol\": \"" + protocol + "\"";
        Datax.Result first = datax.run(job(4));
        assertThat(first.exitCode()).as(first.toString()).isZero();
        Map<String, String> old = bytes("t__");
        assertThat(old).hasSize(4);
        fill("new", false);

        killAt("oss", operation, count);
        if (operation.equals("UploadPart")) {
            assertThat(bytes("t__")).isEqualTo(old);
        }
        Datax.Result next = datax.run(job(2));
        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(uploadsLeft()).isEmpty();

        Map<String, String> result = bytes("t__");
        Datax.Result elsewhere =
                datax.run(datax.job("other.json", text(2, 2).replace("\"t\", \"writeMode", "\"u\", \"writeMode")));
        assertThat(elsewhere.exitCode()).as(elsewhere.toString()).isZero();
        assertThat(result).hasSize(2).isEqualTo(bytes("u__")).doesNotContainValue(old.get("00000.parquet"));
    }

    @Test
    void fiveHundredsToEveryFifthCallOnlyDelayAnExportAndARestore() {
        more = ", \"fileFormat\": \"parquet\", \"protocol\": \"s3\"";
        oss.faults().add(Fault.of("*", Fault.Kind.ERROR).every(5));
        Datax.Result export = datax.run(job(10));
        assertThat(export.exitCode()).as(export.toString()).isZero();
        assertThat(export.out()).contains("Rows written        : 3,000").contains("Retries");
        assertThat(bytes("t__")).hasSize(10);

        Datax.Result restore = datax.run(datax.job("restore.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "ossreader", "parameter": {"protocol": "s3", "endpoint": "%s", "accessId": "local",
                    "accessKey": "local", "bucket": "backups", "object": "t__*", "fileFormat": "parquet", "column": ["*"]}},
                  "writer": {"name": "osswriter", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "bucket": "backups", "object": "back"}}}]}}
                """.formatted(oss.endpoint(), oss.endpoint())));
        assertThat(restore.exitCode()).as(restore.toString()).isZero();
        oss.faults().clear();
        List<String> rows = objects().stream()
                .filter(each -> each.startsWith("back__"))
                .map(each -> each.substring(each.indexOf(": ") + 2))
                .sorted()
                .toList();
        assertThat(rows).hasSize(ROWS).contains("0,old0", "2999,old2999").doesNotHaveDuplicates();
    }

    @Test
    void aDiskThatIsFullLeavesTheOldObjects() throws IOException {
        more = ", \"fileFormat\": \"parquet\", \"protocol\": \"s3\"";
        Datax.Result first = datax.run(job(4));
        assertThat(first.exitCode()).as(first.toString()).isZero();
        Map<String, String> old = bytes("t__");
        fill("new", false);
        Datax.Result full = datax.start(new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 1; exec \"$@\"",
                        "bash",
                        datax.root().resolve("bin/datax.sh").toString(),
                        job(2).toString(),
                        "--runs",
                        datax.runs().toString()))
                .end();
        assertThat(full.exitCode()).as(full.toString()).isEqualTo(1);
        assertThat(bytes("t__")).isEqualTo(old);
        assertThat(uploadsLeft()).isEmpty();
    }

    private List<String> exportOld() {
        Datax.Result first = datax.run(job(4));
        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(objects()).isEqualTo(rows("old", 4));
        return objects();
    }

    private String killAt(String service, String operation, int count) {
        return killAt(service, operation, count, 2);
    }

    /** @return the killed run's id */
    private String killAt(String service, String operation, int count, int channels) {
        Faults faults = service.equals("oss") ? oss.faults() : tablestore.faults();
        return new Kill(datax).at(faults, operation, count, job(2, channels));
    }

    private Path job(int splits) {
        return job(splits, 2);
    }

    /** The same target whatever the number of splits, so that an export with fewer leaves none of the former one's objects. */
    private Path job(int splits, int channels) {
        return datax.job("job.json", text(splits, channels));
    }

    private String text(int splits, int channels) {
        List<String> points = new ArrayList<>();
        for (int i = 1; i < splits; i++) {
            points.add("{\"type\": \"INT\", \"value\": " + ROWS / splits * i + "}");
        }
        return """
                {"job": {"setting": {"speed": {"channel": %d}}, "content": [{
                  "reader": {"name": "otsreader", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "instanceName": "test", "table": "t", "column": ["id", "value"], "range": {"split": [%s]}}},
                  "writer": {"name": "osswriter", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "bucket": "backups", "object": "t", "writeMode": "truncate"%s}}}]}}
                """.formatted(channels, tablestore.endpoint(), String.join(", ", points), oss.endpoint(), more);
    }

    private void fill(String value, boolean create) {
        SyncClient client = new SyncClient(tablestore.endpoint().toString(), "local", "local", "test");
        try {
            if (create) {
                TableMeta meta = new TableMeta("t");
                meta.addPrimaryKeyColumn("id", PrimaryKeyType.INTEGER);
                client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
            }
            for (int begin = 0; begin < ROWS; begin += 200) {
                BatchWriteRowRequest batch = new BatchWriteRowRequest();
                for (int id = begin; id < begin + 200; id++) {
                    RowPutChange row = new RowPutChange(
                            "t",
                            PrimaryKeyBuilder.createPrimaryKeyBuilder()
                                    .addPrimaryKeyColumn("id", PrimaryKeyValue.fromLong(id))
                                    .build());
                    row.addColumn("value", ColumnValue.fromString(value + id));
                    batch.addRowChange(row);
                }
                assertThat(client.batchWriteRow(batch).isAllSucceed()).isTrue();
            }
        } finally {
            client.shutdown();
        }
    }

    /** The lines of every object, each behind its object's name, in order. */
    private List<String> objects() {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("oss/backups"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).forEach(each -> lines.add(file.getFileName() + ": " + each));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the objects whose names begin so, by what follows. */
    private Map<String, String> bytes(String prefix) {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("oss/backups"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)) {
                    bytes.put(name.substring(prefix.length()), HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> rows(String value, int splits) {
        List<String> lines = new ArrayList<>();
        for (int id = 0; id < ROWS; id++) {
            lines.add("t__%05d.csv: %d,%s%d".formatted(id / (ROWS / splits), id, value, id));
        }
        return lines;
    }

    /** The multipart uploads that are open at the bucket. */
    private List<String> uploadsLeft() {
        OSS client = new OSSClientBuilder().build(oss.endpoint().toString(), "local", "local");
        try {
            return client
                    .listMultipartUploads(new ListMultipartUploadsRequest("backups"))
                    .getMultipartUploads()
                    .stream()
                    .map(MultipartUpload::getKey)
                    .toList();
        } finally {
            client.shutdown();
        }
    }
}
