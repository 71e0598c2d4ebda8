package io.datachannels.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.cli.Installed.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line: what it prints, how it exits, what it leaves. */
class CommandLineTest {
    private static final String MARKER = "marker-secret-4711";

    @TempDir
    Path home;

    private Installed installed;

    @BeforeEach
    void install() throws IOException {
        installed = new Installed(home);
    }

    private Path job(String reader, String writer) throws IOException {
        return installed.job("job.json", "\"speed\": {\"channel\": 1}", reader, writer);
    }

    private List<Path> runs() throws IOException {
        if (!Files.exists(home.resolve("runs"))) {
            return List.of();
        }
        try (var list = Files.list(home.resolve("runs"))) {
            return list.filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void aJobThatIsDone() throws Exception {
        Ended ended = installed.runAlone(job("", ""));
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .contains("Job started         : ", "Rows read           : 10\n", "Rows failed         : 0\n");
        assertThat(ended.err()).isEmpty();
        assertThat(installed.rows()).exists();
        assertThat(runs()).hasSize(1);
    }

    /** With a job file first the other commands are described only when they are needed. */
    @Test
    void whatFollowsAJobFileIsUnderstoodAsEver() throws Exception {
        Path job = job("", "");
        Ended wrong = installed.run(job, "--nosuch");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--nosuch", "What to do: look at datax.sh --help.");
        Ended help = installed.run(job, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Before a job runs:", "preview");
        Ended command = installed.run(job, "check");
        assertThat(command.code()).isEqualTo(2);
        assertThat(command.err()).contains("look at datax.sh check --help");
        assertThat(installed.rows()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN,2,toyreader: there is no table orders,Correct the name.",
        "FATAL,1,the object changed,Run the job again.",
        "BUSY,1,the service is busy,Run the job again; if it fails again",
        "MISTAKE,1,java.lang.IllegalStateException: a mistake,the stack is in the log",
        "DIRTY,3,'1 dirty row, and errorLimit.record allows 0; the last one: line 1, column n: \"x\" is not a number',The target is as it was."
    })
    void aJobThatFailsSaysWhyAndWhatToDo(String mode, int code, String message, String action) throws Exception {
        Ended ended = installed.run(job(", \"mode\": \"" + mode + "\"", ""), "--retry-seconds", 0);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.out())
                .contains("  " + message, "  What to do: ", action)
                .doesNotContain("\tat ");
        if (mode.equals("MISTAKE")) {
            assertThat(ended.err()).contains("ToyPlugin$NumberReader.read");
        } else {
            assertThat(ended.err()).doesNotContain("\tat ");
        }
        assertThat(home.resolve("rows.part")).doesNotExist();
        assertThat(installed.rows()).doesNotExist();
    }

    @Test
    void aCommitThatFailsIsFinishedByTheNextRun() throws Exception {
        Ended failed = installed.run(job("", ", \"mode\": \"COMMIT\""));
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).contains("The commit was begun and is not finished.", "--resume");
        assertThat(home.resolve("rows.part")).exists();
    }

    @Test
    void noSecretIsShownNorKept() throws Exception {
        String secret = ", \"accessKey\": \"" + MARKER + "\"";
        for (String mode : List.of("OPEN", "FATAL", "MISTAKE", "DIRTY", "WORK", "NONSENSE")) {
            Path job = job(secret + ", \"mode\": \"" + mode + "\"", secret + ", \"accesKey\": \"" + MARKER + "\"");
            Ended ended = installed.runAlone(job, "--loglevel", "trace");
            assertThat(ended.out() + ended.err()).as(mode).isNotBlank().doesNotContain(MARKER);
        }
        for (Path run : runs()) {
            try (var files = Files.list(run)) {
                for (Path each : files.toList()) {
                    assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                            .doesNotContain(MARKER);
                }
            }
        }
    }

    /** Given in the job file, by a datasource, by the environment and by a file: each with a marker of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "MISTAKE", "DIRTY", "NONSENSE"})
    void noSecretIsShownWhereverItCameFrom(String mode) throws Exception {
        Path secret = installed.file("secret", "marker-of-a-file");
        Path datasources = installed.file("datasources.json", """
                {"stored": {"accessKey": "marker-of-a-datasource"}, "indirect": {"accessKey": "${env:TOY_SECRET}"}}
                """);
        List<String> ways = List.of(
                "\"accessKey\": \"marker-inline\"",
                "\"datasource\": \"stored\"",
                "\"datasource\": \"indirect\"",
                "\"accessKey\": \"${env:TOY_SECRET}\", \"accesKey\": \"${env:TOY_SECRET}\"",
                "\"accessKey\": \"${file:" + secret + "}\"",
                "\"accessKey\": \"$password\"");
        int sides = ways.size() / 2;
        for (int i = 0; i < sides; i++) {
            Path job = job(", " + ways.get(i) + ", \"mode\": \"" + mode + "\"", ", " + ways.get(i + sides));
            List<Object> options = List.of("--datasources", datasources, "-p", "-Dpassword=marker-of-a-variable");
            List<Object> run = new ArrayList<>(List.of(job, "--loglevel", "trace", "--retry-seconds", 0));
            run.addAll(options);
            List<Object> check = new ArrayList<>(List.of("check", job, "--show-variables"));
            check.addAll(options);
            for (List<Object> each : mode.equals("OPEN") ? List.of(run, check) : List.of(run)) {
                Ended ended = installed
                        .with("TOY_SECRET", "marker-of-the-environment")
                        .runAlone(each.toArray());
                assertThat(ended.out() + ended.err())
                        .as(mode + " " + i)
                        .isNotBlank()
                        .doesNotContain("marker-");
            }
        }
        for (Path run : runs()) {
            try (var files = Files.walk(run)) {
                for (Path each : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                            .as(each.toString())
                            .doesNotContain("marker-");
                }
            }
        }
        assertThat(runs()).hasSize(mode.equals("NONSENSE") ? 0 : sides);
    }

    @Test
    void aWarningIsSaidBeforeTheJobMoves() throws Exception {
        Process process = installed.start(job(", \"mode\": \"BLOCK\", \"fiel\": \"x\"", ""));
        Installed.until(process, "moving");
        assertThat(Files.readString(home.resolve("stderr")))
                .contains("job.content[0].reader.parameter.fiel", "unknown key, did you mean \"file\"?");
        process.destroyForcibly().waitFor();
    }

    @Test
    void sigtermStopsAndAborts() throws Exception {
        Process process = installed.start(job(", \"mode\": \"BLOCK\"", ""));
        Installed.until(process, "moving");
        assertThat(home.resolve("rows.part")).exists();
        process.toHandle().destroy();
        Ended ended = installed.end(process);
        assertThat(ended.code()).isEqualTo(143);
        assertThat(ended.out()).contains("The job was stopped.", "The target is as it was. Run the job again.");
        assertThat(home.resolve("rows.part")).doesNotExist();
        assertThat(runs().get(0).resolve("stage")).content().isEqualTo("FAILED");
    }

    /** Without care a process that was told to end says 143, whatever became of its job. */
    @Test
    void aCommitUnderWayIsFinishedAndTheExitCodeTellsSo() throws Exception {
        Process process = installed.start(job("", ", \"mode\": \"SLOW_COMMIT\""));
        Installed.until(process, "committing");
        process.toHandle().destroy();
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        Ended ended = installed.end(process);
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(installed.rows()).exists();
        assertThat(runs().get(0).resolve("stage")).content().isEqualTo("DONE");
    }

    @Test
    void theNextRunCleansUpAfterAKill() throws Exception {
        Process process = installed.start(job(", \"mode\": \"BLOCK\"", ""));
        Installed.until(process, "moving");
        process.destroyForcibly().waitFor();
        assertThat(home.resolve("rows.part")).exists();
        Ended ended = installed.run(job("", ""));
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains("had died before its commit; what it left at the target is removed");
    }

    @Test
    void aDryRunPrintsThePlan() throws Exception {
        Ended ended = installed.run(job("", ""), "--dry-run");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("""

                Plan of %s: 1 task on 1 channel
                  task 0: 10 numbers
                Nothing was changed.
                """.formatted(home.resolve("job.json")));
        assertThat(runs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--retry-seconds=soon"})
    void anOptionThatIsNoneIsSaid(String option) throws Exception {
        Ended ended = installed.run(job("", ""), option);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains(option.replaceAll("=.*", ""))
                .endsWith("What to do: look at datax.sh --help.\n")
                .doesNotContain("\tat ");
        assertThat(ended.err().lines()).hasSizeLessThan(5);
        assertThat(runs()).isEmpty();
    }

    @Test
    void aFolderMayBeCalledAsACommandIs() throws Exception {
        Ended ended = installed.run(job("", ""), "--dry-run", "--runs", "runs");
        assertThat(ended.code()).as(ended.toString()).isZero();
    }

    @Test
    void withoutAJobItAsksForOne() throws Exception {
        Ended ended = installed.run();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("Which job? Name its file.");
    }

    @Test
    void aMissingFileIsSaid() throws Exception {
        Ended ended = installed.runAlone(home.resolve("none.json"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out() + ended.err()).contains("there is no job file " + home.resolve("none.json"));
    }

    @Test
    void malformedJsonIsSaidWithItsPlace() throws Exception {
        Ended ended = installed.run(installed.file("bad.json", "{\"job\":\n  {\"content\": [}}"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("line 2, column 16");
    }

    @Test
    void aFileThatIsNoTextIsSaid() throws Exception {
        Path job = home.resolve("bytes.json");
        Files.write(job, new byte[] {'{', '\n', -1});
        Ended ended = installed.run(job);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("line 2, column 1: the file is not UTF-8 text from here on");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void everyProblemIsSaidAtOnce() throws Exception {
        Path job = installed.file("many.json", """
                {"job": {"content": [{
                  "reader": {"name": "toyreeder", "parameter": {"file": "${missing}"}},
                  "writer": {"name": "toywriter", "parameter": {"fiel": "x", "mode": "NONE"}}}]}}
                """);
        Ended ended = installed.run(job);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out())
                .contains(
                        "job.content[0].reader (line 2, column 22): there is no reader \"toyreeder\", did you mean \"toyreader\"?",
                        "job.content[0].reader.parameter.file",
                        "job.content[0].writer.parameter.file",
                        "job.content[0].writer.parameter.mode")
                .contains("nothing was contacted");
        assertThat(ended.err()).contains("did you mean \"file\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-p|-Dplace=rows", "-p|'-Dplace=rows -Dother=1'", "--params|-Dplace=rows", "-D|place=rows"})
    void variablesComeFromTheCommandLine(String option, String value) throws Exception {
        Path job = installed.file("variables.json", """
                {"job": {"content": [{
                  "reader": {"name": "toyreader", "parameter": {"file": "x"}},
                  "writer": {"name": "toywriter", "parameter": {"file": "%s/${place}"}}}]}}
                """.formatted(home));
        Ended ended = installed.run(job, option, value);
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(installed.rows()).exists();
    }

    @Test
    void checkSaysEverythingAndContactsNothing() throws Exception {
        Path job = installed.file("check.json", """
                {"job": {"setting": {"speed": {"channel": 1}}, "jobInfo": {}, "content": [{
                  "reader": {"name": "toyreader", "parameter": {"file": "x$bizdate", "accessKey": "${key}", "mode": "OPEN"}},
                  "writer": {"name": "toywriter", "parameter": {"file": "$[yyyymm-1]", "fiel": "x"}}}]}}
                """);
        Ended right = installed.run(
                "check", job, "--show-variables", "-p", "-Dkey=" + MARKER, "--schedule-time", "20250727000500");
        assertThat(right.code()).as(right.toString()).isZero();
        assertThat(right.err()).isEmpty();
        assertThat(right.out()).isEqualTo("""
                warning  job.content[0].writer.parameter.file (line 3, column 57): in $[yyyymm-1] the number counts in days; for months write $[add_months(yyyymm,-1)]
                note     job.jobInfo (line 1, column 48): makes no difference: nothing here reads it
                warning  job.content[0].writer.parameter.fiel (line 3, column 72): unknown key, did you mean "file"?
                value    job.content[0].reader.parameter.file (line 2, column 57): $bizdate is 20250726
                value    job.content[0].reader.parameter.accessKey (line 2, column 83): ${key} is ******
                value    job.content[0].writer.parameter.file (line 3, column 57): $[yyyymm-1] is 202507
                %s: is right, 0 errors, 2 warnings, 1 note
                """.formatted(job));
        Ended wrong = installed.run("check", job, "--strict", "--schedule-zone", "UTC");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out())
                .contains(
                        "error    job.content[0].reader.parameter.accessKey (line 2, column 83): the variable ${key}",
                        "error    job.content[0].writer.parameter.fiel (line 3, column 72): unknown key",
                        job + ": must be mended, 2 errors, 1 warning, 1 note");
        assertThat(runs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--schedule-time,yesterday,must be yyyyMMddHHmmss",
        "--schedule-zone,Asia/Shangai,did you mean \"Asia/Shanghai\"?"
    })
    void aScheduleThatIsNoneIsSaid(String option, String value, String message) throws Exception {
        Ended ended = installed.run("check", job("", ""), option, value);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith(option + ": ").contains(message, "What to do: ");
    }

    @Test
    void runsCanLieElsewhere() throws Exception {
        Path elsewhere = home.resolve("a/b");
        assertThat(installed.run(job("", ""), "--runs", elsewhere).code()).isZero();
        assertThat(elsewhere).isNotEmptyDirectory();
        Files.delete(installed.rows());
        Path file = installed.file("file", "");
        Ended ended = installed.run(job("", ""), "--runs", file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("the run folder cannot be used: " + file, "--runs");
        assertThat(installed.rows()).doesNotExist();
    }

    @Test
    void anUnknownRunCannotBeResumed() throws Exception {
        Ended ended = installed.run(job("", ""), "--resume", "20200101-000000-none");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("there is no run 20200101-000000-none");
    }

    /** A job whose file's name is a date; its commit fails while there is a file of that name. */
    private Path dated() throws IOException {
        return installed.file("dated.json", """
                {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
                  "reader": {"name": "toyreader", "parameter": {"file": ""}},
                  "writer": {"name": "toywriter", "parameter": {"file": "%s-$[yyyymmddhh24miss]"}}}]}}
                """.formatted(installed.rows()));
    }

    private Path dated(String time) {
        return home.resolve("rows-" + time);
    }

    /** A run whose commit is not finished, after which it could be. */
    private String failInCommit(String time, String... more) throws Exception {
        Path there = installed.file("rows-" + time, "");
        List<Object> args = new ArrayList<>(List.of(dated(), "--schedule-time", "2026-01-01T00:30:00Z"));
        args.addAll(List.of(more));
        assertThat(installed.run(args.toArray()).out()).contains("The commit was begun and is not finished.");
        Files.delete(there);
        return runs().get(0).getFileName().toString();
    }

    @Test
    void aResumedRunHasTheDatesThatItWasBegunWith() throws Exception {
        String run = failInCommit("20260101083000");
        Ended other = installed.run(dated(), "--resume", run, "--schedule-time", "20260102083000");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.out()).contains("these parts of the job file have changed: writer");
        Ended resumed = installed.run(dated(), "--resume", run);
        assertThat(resumed.code()).as(resumed.toString()).isZero();
        assertThat(resumed.err()).contains("planned for 2026-01-01T00:30:00Z");
        assertThat(dated("20260101083000")).exists();
    }

    @Test
    void theLastRunIsFoundByTheDatesThatItWasBegunWith() throws Exception {
        failInCommit("20260101013000", "--schedule-zone", "Europe/Berlin");
        Ended resumed = installed.run(dated(), "--resume", "last");
        assertThat(resumed.code()).as(resumed.toString()).isZero();
        assertThat(dated("20260101013000")).exists();
        assertThat(runs()).hasSize(1);
        assertThat(installed.run(dated(), "--resume", "last").out())
                .contains("there is no run of this job in " + home.resolve("runs") + " that can be resumed");
    }
}
