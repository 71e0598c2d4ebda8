package io.datachannels.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.cli.Installed.Ended;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around a job. */
class CommandsTest {
    @TempDir
    Path home;

    private Installed installed;

    @BeforeEach
    void install() throws IOException {
        installed = new Installed(home);
    }

    private Path job(String reader) throws IOException {
        return installed.job("job.json", "\"speed\": {\"channel\": 1}", reader, "");
    }

    private Ended expect(int code, Object... args) throws Exception {
        Ended ended = installed.run(args);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
        return ended;
    }

    @Test
    void runsAndReportsOfAJobThatIsDone() throws Exception {
        assertThat(expect(0, "runs").out()).isEqualTo("There are no runs in " + home.resolve("runs") + " yet.\n");
        assertThat(expect(2, "report", "last").err())
                .isEqualTo("there are no runs in " + home.resolve("runs")
                        + " yet\nWhat to do: Run a job, or name another folder with --runs.\n");
        Ended ran = expect(0, job(""));
        String id = Path.of(ran.out().replaceAll("(?s).*Run +: (\\S+).*", "$1"))
                .getFileName()
                .toString();
        assertThat(expect(0, "runs").out())
                .startsWith("RUN ")
                .containsPattern(id + "  \\d{4}-\\d\\d-\\d\\d [0-9:]{8}  done +10 +\\d+\\.\\d s +-  .*job.json\n");
        assertThat(expect(0, "report", "last").out()).isEqualTo(ran.out().substring(1));
        Path page = Path.of(expect(0, "report", id, "--html").out().strip());
        assertThat(page).exists().content().contains("<svg");
        Files.delete(page);
        expect(0, "report", id, "--html");
        assertThat(page).exists();
        JsonObject json = (JsonObject)
                JsonReader.read(expect(0, "report", "last", "--json").out());
        assertThat(json.names()).contains("run", "outcome", "readRows", "attempts", "samples", "dirtyReasons");
        String typo = id.substring(0, id.length() - 1) + "x";
        assertThat(expect(2, "report", typo).err())
                .contains("there is no run " + typo, "did you mean \"" + id + "\"?", "the newest is " + id);
    }

    @Test
    void aRunThatGoesOnAndOneThatDied() throws Exception {
        Process process = installed.start(job(", \"mode\": \"BLOCK\""));
        Installed.until(process, "moving");
        assertThat(expect(0, "runs").out()).contains("  running  -");
        process.destroyForcibly().waitFor();
        assertThat(expect(0, "runs").out()).containsPattern("  died +- +- +yes +-\n");
        assertThat(expect(2, "report", "last").err())
                .contains("has no report: it died", "Go on with it: datax.sh JOB.json --resume ");
    }

    @Test
    void previewShowsRowsAndOpensNoWriter() throws Exception {
        Ended ended = expect(0, "preview", job(""), "-n", 2);
        assertThat(ended.out()).isEqualTo("n\nlong\n0\n1\n2 rows.\n");
        assertThat(home.resolve("rows.part")).doesNotExist();
        assertThat(home.resolve("runs")).doesNotExist();
        assertThat(expect(0, "preview", job(""), "-n", 50).out()).endsWith("9\n10 rows; there are no more.\n");
        assertThat(expect(0, "preview", job(", \"mode\": \"DIRTY\"")).out())
                .contains("Rows set aside on the way: 1\n  line 1, column n: \"x\" is not a number\n");
        assertThat(expect(2, "preview", job(", \"mode\": \"OPEN\"")).err())
                .isEqualTo("toyreader: there is no table orders\nWhat to do: Correct the name.\n");
        assertThat(expect(2, "preview", job(""), "-n", 0).err()).startsWith("-n must be 1..10000, got 0");
    }

    @Test
    void pingSaysOfBothSidesWhatWorks() throws Exception {
        assertThat(expect(0, "ping", job("")).out())
                .containsPattern("works  reader: is there and has 1 column: n \\(\\d+ ms\\)\n")
                .contains("works  writer: is there and takes 1 column: n; rows are visible at the job's end");
        assertThat(home.resolve("rows.part")).doesNotExist();
        assertThat(expect(2, "ping", job(", \"mode\": \"OPEN\"")).out())
                .contains("fails  reader: toyreader: there is no table orders")
                .contains("       What to do: Correct the name.\n")
                .contains("fails  writer: was not tried");
        assertThat(expect(2, "ping").err()).startsWith("What shall be tested?");
    }

    @Test
    void pingTestsADatasourceByItself() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        installed.file("conf/datasources.json", """
                {"good": {"type": "toy", "address": "here", "accessKey": "marker"},
                 "plain": {"address": "here"},
                 "dead": {"type": "toy", "address": "nowhere"},
                 "odd": {"type": "cube", "address": "here"},
                 "bare": {"type": "toy"}}
                """);
        assertThat(expect(0, "ping", "--datasource", "good").out()).startsWith("works  good: here is reached (");
        assertThat(expect(0, "ping", "--datasource", "plain").out()).startsWith("works  plain: here is reached (");
        assertThat(expect(1, "ping", "--datasource", "dead").out())
                .startsWith("fails  dead: nowhere does not answer")
                .contains("What to do: ");
        assertThat(expect(2, "ping", "--datasource", "odd").err())
                .contains("datasources of type \"cube\" cannot be tested", "one of toy");
        assertThat(expect(2, "ping", "--datasource", "bare").err()).contains("address");
        assertThat(expect(2, "ping", "--datasource", "goood").err()).contains("did you mean \"good\"?");
    }

    @Test
    void whatWatchesAJobIsCheckedBeforeItBegins() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThat(expect(2, job(""), "--metrics-port", other.getLocalPort())
                            .err())
                    .contains("the metrics port " + other.getLocalPort() + " cannot be opened", "What to do: ");
        }
        Path absent = home.resolve("absent/job.prom");
        assertThat(expect(2, job(""), "--metrics-file", absent).err())
                .contains("the metrics file " + absent + " cannot be written: its folder is not there");
        assertThat(expect(2, job(""), "--loglevel", "loud").err()).contains("--loglevel", "loud");
        assertThat(home.resolve("runs")).doesNotExist();
    }

    @Test
    void everyLineOfAJsonLogIsAnObject() throws Exception {
        Ended ended = installed.runAlone(job(", \"mode\": \"MISTAKE\""), "--log-format", "json", "--loglevel", "debug");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(((JsonObject) JsonReader.read(line)).names()).contains("time", "message"));
        assertThat(ended.err()).contains("\"stack\":\"", "\"run\":\"2");
    }

    @Test
    void theOptionsOfDataxAreTaken() throws Exception {
        Path job = job("");
        Ended ended = expect(
                0, "--jobid", -1, "-m", "standalone", "-j", "-Xmx100m", "--loglevel", "INFO", job, "-p", "-Da=b");
        assertThat(ended.err()).isEmpty();
        assertThat(expect(0, "--mode", "distribute", "--dry-run", job).err()).contains("makes no difference");
    }
}
