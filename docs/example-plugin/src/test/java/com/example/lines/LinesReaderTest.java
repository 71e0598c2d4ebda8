package com.example.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Batch;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract suite cannot know: rows that are set aside, and what is said of wrong folders and files. */
class LinesReaderTest {
    @TempDir
    Path folder;

    @Test
    void aLineThatIsNoRowIsSetAsideWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tsv"), "1\tone\nx\ttwo\n3\n4\tfour\n");
        TestTask task = TestTask.first();
        try (Reader reader = open(folder);
                SplitReader split = reader.read(reader.plan(1).get(0), task)) {
            Batch batch = new Batch(reader.schema(), 1 << 20, each -> {});
            batch.reuse();
            assertThat(split.read(batch.builder())).isFalse();
            assertThat(Rows.values(batch)).containsExactly(List.of(1L, "one"), List.of(4L, "four"));
        }
        assertThat(task.rejected())
                .hasSize(2)
                .anySatisfy(each -> assertThat(each.toString()).contains(file + " line 2", "id", "x"))
                .anySatisfy(
                        each -> assertThat(each.toString()).contains(file + " line 3", "has 1 cells in place of 2"));
    }

    @Test
    void aMissingFolderIsTheJobsFault() {
        assertThatThrownBy(() -> open(folder.resolve("none")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("path is not a folder");
    }

    @Test
    void aFileThatVanishedEndsTheJob() {
        try (Reader reader = open(folder)) {
            Split gone = new LinesReaderPlugin.FileSplit("gone.tsv");
            assertThatThrownBy(() -> reader.read(gone, TestTask.first()))
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("is not there any more");
        }
    }

    private static Reader open(Path folder) {
        LinesReaderConfig config = new LinesReaderConfig(
                folder.toString(),
                ".tsv",
                List.of(
                        new LinesReaderConfig.Cell("id", LinesReaderConfig.Type.LONG),
                        new LinesReaderConfig.Cell("text", LinesReaderConfig.Type.TEXT)));
        return new LinesReaderPlugin().open(config, TestTask.first());
    }
}
