package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local services as a user has them on the command line. */
class LocalCommandsTest {
    private static final Pattern FIRST_LINE = Pattern.compile(
            "\\{\"tablestore\":\\{\"endpoint\":\"(http://127\\.0\\.0\\.1:\\d+)\"},\"oss\":\\{\"endpoint\":\"(http://127\\.0\\.0\\.1:\\d+)\"},\"maxcompute\":\\{\"endpoint\":\"(http://127\\.0\\.0\\.1:\\d+)\"}}");

    @TempDir
    private Path folder;

    @Test
    void servesTheSdksUntilItIsTerminatedAndKeepsTheData() throws IOException, InterruptedException {
        Datax datax = new Datax(folder);
        assertThat(datax.local("create-table", "people", "--key", "state:STRING,id:INTEGER", "--auto-increment", "id")
                        .exitCode())
                .isZero();
        Path file = Files.writeString(folder.resolve("a.csv"), "1,one\n");
        assertThat(datax.local("put", file.toString(), "oss://inbox/a b/a.csv").exitCode())
                .isZero();

        assertThat(datax.local("sql", "create table t (id bigint); insert into t values (1), (2)"))
                .isEqualTo(new Datax.Result(0, "", ""));

        Process serve = new ProcessBuilder(
                        datax.root().resolve("bin/datax.sh").toString(),
                        "local",
                        "serve",
                        "--dir",
                        datax.localData().toString(),
                        "--fault",
                        "oss:PutObject:error,after=1")
                .redirectError(folder.resolve("serve.err").toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            Matcher endpoints = FIRST_LINE.matcher(line);
            assertThat(endpoints.matches()).as(line).isTrue();
            SyncClient tablestore = new SyncClient(endpoints.group(1), "local", "local", "local");
            assertThat(tablestore.listTable().getTableNames()).containsExactly("people");
            tablestore.shutdown();
            OSS oss = new OSSClientBuilder().build(endpoints.group(2), "local", "local");
            oss.putObject("inbox", "first.csv", file.toFile());
            assertThat(catchOss(() -> oss.putObject("inbox", "second.csv", file.toFile())))
                    .isEqualTo("InternalError");
            oss.shutdown();

            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(endpoints.group(3) + "/projects/local"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("ODPS-");

            Datax.Result taken = datax.local("ls");
            assertThat(taken.exitCode()).isEqualTo(2);
            assertThat(taken.err()).contains("cannot start").contains("stop it");

            serve.destroy();
            assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(serve.exitValue()).isZero();
        } finally {
            serve.destroyForcibly();
        }
        assertThat(Files.readString(folder.resolve("serve.err"))).doesNotContain("WARN", "ERROR", "\tat ");

        assertThat(datax.local("ls").out())
                .contains("oss://inbox/a b/a.csv  6 bytes")
                .contains("oss://inbox/first.csv")
                .doesNotContain("second.csv")
                .contains("ots://local/people")
                .contains("odps://local/t  2 rows");
        assertThat(datax.local("ls", "oss://inbox/a").out()).contains("a.csv").doesNotContain("first.csv");
        assertThat(datax.local("cat", "oss://inbox/a b/a.csv").out()).isEqualTo("1,one\n");
        assertThat(datax.local("table", "people").out())
                .contains("key     state STRING")
                .contains("key     id INTEGER AUTO_INCREMENT")
                .contains("rows    0");
        assertThat(datax.local("table", "odps://local/t").out())
                .isEqualTo("column     id BIGINT\nrows       2\nid=1\nid=2\n");
        assertThat(datax.local("sql", "select count(*) from t").out()).isEqualTo("_c0\n2\n");
        assertThat(datax.localData().resolve("oss/inbox/first.csv")).hasContent("1,one\n");
    }

    @Test
    void whatIsNotThereIsSaid() {
        Datax datax = new Datax(folder);
        assertSays(datax.local("cat", "oss://local/none.csv"), "there is no object oss://local/none.csv");
        assertSays(datax.local("cat", "none.csv"), "is not an address");
        assertSays(datax.local("table", "none"), "table none: OTSObjectNotExist");
        assertSays(datax.local("table", "odps://local/none"), "there is no table odps://local/none");
        assertSays(datax.local("sql", "drop tabel t"), "ODPS-0130161:[1,6] Parse exception");
        assertSays(datax.local("put", folder.resolve("none").toString(), "oss://b/k"), "there is no file");
        assertSays(datax.local("create-table", "t", "--key", "id:INTEGR"), "\"id:INTEGR\" names no type");
        assertSays(datax.local("create-table", "t"), "--key is missing");
        assertSays(
                datax.local("create-table", "t", "--timeseries", "--stream", "24"),
                "--timeseries goes with none of --key, --auto-increment and --stream");
        assertSays(datax.local("create-table", "t", "--key", "id:INTEGER", "--stream", "0"), "is no number of hours");
        assertSays(datax.local("serve", "--fault", "ots:GetRange:error"), "names no service");
        assertSays(datax.local("serve", "--fault", "oss:GetObject:eror"), "unknown fault \"eror\"");
    }

    private static void assertSays(Datax.Result result, String message) {
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.err()).contains(message).contains("What to do: ").doesNotContain("\tat ");
    }

    /** The code of the service's answer. */
    private static String catchOss(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (OSSException e) {
            return e.getErrorCode();
        }
    }
}
