package com.example.lines;

import io.datachannels.testkit.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LinesReaderContractTest extends ReaderContract {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("a.tsv"), "1\tone\t0.5\t2026-01-02 03:04:05\n2\t\\N\t\\N\t\\N\n");
        Files.writeString(folder.resolve("b.tsv"), "3\ta\\tb\\\\N\t1e3\t2026-01-02 03:04:05\n");
        Files.writeString(folder.resolve("other.txt"), "not read\n");
    }

    @Override
    protected String folder() {
        return "lines";
    }

    @Override
    protected String name() {
        return "linesreader";
    }

    @Override
    protected String parameter() {
        return """
                {"path": "%s", "column": [{"name": "id", "type": "long"}, {"name": "text"},
                  {"name": "amount", "type": "double"}, {"name": "at", "type": "timestamp"}]}
                """.formatted(folder);
    }

    @Override
    protected String emptyParameter() {
        return parameter().replace("\"column\"", "\"suffix\": \".none\", \"column\"");
    }

    @Override
    protected List<List<Object>> expected() {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return List.of(
                List.of(1L, "one", 0.5, at), Arrays.asList(2L, null, null, null), List.of(3L, "a\tb\\N", 1000.0, at));
    }
}
