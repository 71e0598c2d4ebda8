package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.DirtySinkPlugin;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dirty rows that go elsewhere besides the run folder. */
class DirtySinkTest {
    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 50);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target).before("row", step -> {
        if (step.row() % 10 == 3) {
            throw new RowFailure(1, "is refused");
        }
    });
    private final ListSink sink = new ListSink();

    /** The keys of the sink. */
    record Config(String topic) {}

    private static final class ListSink implements DirtySinkPlugin<Config>, DirtySink {
        private final List<DirtyRow> rows = new ArrayList<>();
        private String topic;
        private boolean fails;
        private int closed;

        @Override
        public String name() {
            return "kafkadirtysink";
        }

        @Override
        public Class<Config> config() {
            return Config.class;
        }

        @Override
        public DirtySink open(Config config, JobContext job) {
            topic = config.topic();
            return this;
        }

        @Override
        public void write(List<DirtyRow> more) {
            if (fails) {
                throw new FatalFailure("the topic is gone", "Make it.");
            }
            rows.addAll(more);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private JobRun job(String dirty) {
        return new JobRun(reader, writer, runs).setting("\"errorLimit\": {\"record\": 10}, \"dirty\": {" + dirty + "}");
    }

    @Test
    void takesTheRowsOfAttemptsThatCountBeforeTheCommit() throws IOException {
        writer.before("finish", step -> {
            if (step.attempt() == 0 && step.task() == 0) {
                throw new TransientFailure("the service is busy", null);
            }
        });
        List<Integer> atCommit = new ArrayList<>();
        writer.before("commit", step -> atCommit.add(sink.rows.size()));
        RunReport report =
                job("\"mode\": \"kafka\", \"topic\": \"dirty\"").with(sink).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(sink.topic).isEqualTo("dirty");
        assertThat(atCommit).containsExactly(10);
        assertThat(sink.closed).isEqualTo(1);
        assertThat(sink.rows)
                .extracting(DirtyRow::json)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(Path.of(report.dirtyFile())));
        assertThat(sink.rows).extracting(DirtyRow::run).containsOnly(report.run());
        assertThat(sink.rows)
                .extracting(each -> each.task() + "." + each.number())
                .doesNotHaveDuplicates();
    }

    @Test
    void onesFailureFailsTheJobAndTheRunFolderHasTheRows() throws IOException {
        sink.fails = true;
        RunReport report =
                job("\"mode\": \"kafka\", \"topic\": \"dirty\"").with(sink).run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).isEqualTo("the topic is gone");
        assertThat(target.visible()).isEmpty();
        assertThat(target.parts()).isEmpty();
        assertThat(sink.closed).isEqualTo(1);
        assertThat(Files.readAllLines(Path.of(report.dirtyFile()))).isNotEmpty();
    }

    @Test
    void aModeWithoutItsPluginIsSaidBeforeAnythingIsContacted() {
        RunReport report = job("\"mode\": \"kafka\", \"topic\": \"dirty\"").run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(report.failure())
                .matches(
                        "job.setting.dirty.mode \\(line 1, column \\d+\\): needs the plug-in kafkadirtysink, which is not in"
                                + " this installation");
        assertThat(reader.calls()).isEmpty();
    }

    @Test
    void itsKeysAreChecked() {
        RunReport report =
                job("\"mode\": \"kafka\", \"topik\": \"dirty\"").with(sink).run();
        assertThat(report.failure())
                .contains("job.setting.dirty.topic", "is required")
                .contains("job.setting.dirty.topik", "did you mean \"topic\"?");
    }

    @Test
    void ignoreIsTheRunFolderAlone() {
        RunReport report = job("\"mode\": \"Ignore\"").with(sink).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(sink.topic).isNull();
    }
}
