package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap is bounded by the channels and their size, whatever the size of a row. */
class HeapTest {
    private static final int ROWS = 60;
    private static final int ROW_BYTES = 1_000_000;

    @TempDir
    Path folder;

    /** A hundred and twenty megabytes pass through a heap of sixty-four. */
    @Test
    void rowsOfAMegabytePassThroughASmallHeap() throws IOException {
        Datax datax = new Datax(folder);
        Path job = datax.job(
                "wide.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": %d,
                    "column": [{"random": "%d, %d"}, {"random": "%d, %d", "type": "bytes"}]}},
                  "writer": {"name": "streamwriter", "parameter": {"path": "%s", "fileName": "rows"}}}]}}
                """.formatted(ROWS, ROW_BYTES / 2, ROW_BYTES / 2, ROW_BYTES / 2, ROW_BYTES / 2, folder));
        Datax.Result result = datax.start(job, "-j", "-Xmx64m").end();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.size(folder.resolve("rows"))).isEqualTo(2L * ROWS * (ROW_BYTES + 2));
    }
}
