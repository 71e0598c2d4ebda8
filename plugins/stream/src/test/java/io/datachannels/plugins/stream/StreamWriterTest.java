package io.datachannels.plugins.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWriterTest {
    private static final Schema SCHEMA = new Schema(List.of(Column.untyped("a"), Column.untyped("b")));

    @TempDir
    Path folder;

    private Writer open(String path, String file) {
        StreamWriterConfig config = new StreamWriterConfig(false, ",", path, file);
        return new StreamWriterPlugin().open(config, SCHEMA, TestTask.first());
    }

    private static TaskReport write(Writer writer, TestTask task, Object... bytes) {
        Batch batch = new Batch(SCHEMA, 1000, each -> {});
        batch.reuse();
        for (Object each : bytes) {
            batch.builder().addLong(1).addBytes((byte[]) each).endRow();
        }
        try (TaskWriter writing = writer.write(writer.prepare(), task)) {
            writing.write(batch);
            return writing.finish();
        }
    }

    @Test
    void aRowThatIsNoTextIsSetAside() throws IOException {
        TestTask task = TestTask.first();
        try (Writer writer = open(folder.toString(), "rows")) {
            TaskReport report = write(writer, task, new byte[] {'x'}, new byte[] {-1}, new byte[] {'y'});
            assertThat(report.rows()).isEqualTo(2);
            writer.commit(writer.prepare(), List.of(report));
        }
        assertThat(Files.readString(folder.resolve("rows"))).isEqualTo("1,x\n1,y\n");
        assertThat(task.rejected())
                .containsExactly(new TestTask.Rejected("1", "b", "1 bytes", "holds bytes that are not UTF-8 text"));
    }

    @Test
    void aCommitThatDiedWhileItRemovedPartsCanBeRepeated() throws IOException {
        try (Writer writer = open(folder.toString(), "rows")) {
            List<TaskReport> reports = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reports.add(write(writer, TestTask.of("test-run", i, 0), new byte[] {(byte) ('a' + i)}));
            }
            Path last = folder.resolve("rows.test-run.00002.0");
            byte[] part = Files.readAllBytes(last);
            writer.commit(writer.prepare(), reports);
            Files.write(last, part);
            writer.commit(writer.prepare(), reports);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("rows"));
        }
        assertThat(Files.readString(folder.resolve("rows"))).isEqualTo("1,a\n1,b\n1,c\n");
    }

    @Test
    void rowsAreAddedToTheTerminalAndToNoFile() {
        StreamWriterPlugin plugin = new StreamWriterPlugin();
        StreamWriterConfig terminal = new StreamWriterConfig(true, ",", null, null);
        assertThat(plugin.adding(terminal)).isEqualTo(terminal);
        assertThatThrownBy(() -> plugin.adding(new StreamWriterConfig(true, ",", folder.toString(), "rows")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("it would replace it");
    }

    @Test
    void droppedRowsAreRead() {
        try (Writer writer = open(null, null)) {
            TaskReport report = write(writer, TestTask.first(), new byte[] {-1}, new byte[] {1, 2});
            assertThat(report).isEqualTo(new DroppedRows.Dropped(0, 2, 1 + 1 + 1 + 2));
        }
    }

    /** Cells of declared types are read column by column, others by the type of each; the sum is the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCellOfEveryTypeIsRead(boolean declared) {
        List<Column> columns = new ArrayList<>();
        for (ColumnType each : ColumnType.values()) {
            columns.add(new Column(each.name(), declared ? each : null));
        }
        Batch batch = new Batch(new Schema(columns), 1000, each -> {});
        batch.reuse();
        batch.builder().addBool(true).addLong(10).addDouble(0.5).addDecimal(new BigDecimal("1.00"));
        batch.builder()
                .addText("abc")
                .addBytes(new byte[4])
                .addDate(5)
                .addTimestamp(60, 7000)
                .addJson("[70000]");
        batch.builder().endRow();
        for (int i = 0; i < columns.size(); i++) {
            batch.builder().addNull();
        }
        batch.builder().endRow();
        DroppedRows writer = new DroppedRows(3);
        writer.write(batch);
        long expected = 1 + 10 + Double.doubleToRawLongBits(0.5) + 2 + 3 + 4 + 5 + 60 + 7000 + 7;
        assertThat(writer.finish()).isEqualTo(new DroppedRows.Dropped(3, 2, expected));
    }

    @Test
    void theFolderMustBeThere() {
        assertThatThrownBy(() -> open(folder.resolve("none").toString(), "rows"))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("is not a folder that can be written");
    }

    @Test
    void pathAndFileNameGoTogether() {
        List<String> problems = new ArrayList<>();
        new StreamWriterConfig(true, ",", "x", null).validate((key, message) -> problems.add(key));
        new StreamWriterConfig(true, ",", null, "x").validate((key, message) -> problems.add(key));
        assertThat(problems).containsExactly("fileName", "path");
    }
}
