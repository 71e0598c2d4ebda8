package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleObjectTest {
    private static final Schema TWO = Batches.schema("id", "text");
    private static final int MEGABYTE = 1 << 20;

    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    private Parameters writer() {
        return oss.writer("dir/all.csv").with("writeSingleObject", true).with("blockSizeInMB", oss.leastBlock());
    }

    @Test
    void smallTasksMakeOneObjectWithTheHeaderOnce() {
        oss.put("dir/all.csv", "old");
        oss.put("dir/all.csv__00000.csv", "another's");
        try (WriteRun run = WriteRun.open(writer().with("writeHeader", true), TWO)) {
            run.task(List.of(row(1, "a"))).task().task(List.of(row(2, "b"), row(3, "c")));
            assertThat(oss.text("dir/all.csv")).isEqualTo("old");
            run.commit();
        }
        assertThat(oss.text("dir/all.csv")).isEqualTo("id,text\n1,a\n2,b\n3,c\n");
        assertThat(oss.keys()).containsExactly("dir/all.csv", "dir/all.csv__00000.csv");
        assertThat(oss.uploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip"})
    void largeTasksStandBeforeSmallOnesAndNoRowIsCut(String compress) throws IOException {
        List<String> lines = new ArrayList<>();
        try (WriteRun run = WriteRun.open(writer().with("writeHeader", true).with("compress", compress), TWO)) {
            run.task(List.of(row(0, "small")));
            for (int task = 1; task < 4; task++) {
                List<List<Object>> rows = new ArrayList<>();
                for (int i = 0; i < 3 * oss.leastBlock() + task; i++) {
                    rows.add(row(10 * task + i, noise(task * 100 + i)));
                }
                rows.forEach(each -> lines.add(each.get(0) + "," + each.get(1)));
                run.task(rows);
            }
            run.task(List.of(row(99, "end")));
            run.commit();
            run.commit();
        }
        lines.add(0, "id,text");
        lines.add("0,small");
        lines.add("99,end");
        byte[] bytes = oss.bytes("dir/all.csv");
        if (!compress.isEmpty()) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(lines);
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void aCommitIsMadeAgainByAnotherProcess() {
        Parameters parameters = writer();
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, "a")));
            run.commit();
            try (WriteRun other = run.resumedWith(writer(), TWO)) {
                other.commit();
            }
        }
        assertThat(oss.text("dir/all.csv")).isEqualTo("1,a\n");
    }

    @Test
    void withoutRowsThereIsAnEmptyObjectOrNone() {
        try (WriteRun run = WriteRun.open(writer().with("header", List.of("x", "y")), TWO)) {
            run.task().commit();
        }
        assertThat(oss.text("dir/all.csv")).isEqualTo("x,y\n");
        try (WriteRun run = WriteRun.open(writer().with("generateEmptyFile", false), TWO)) {
            run.task().commit();
        }
        assertThat(oss.keys()).isEmpty();
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void nonConflictLooksAtThatNameAlone() {
        oss.put("dir/all.csv2", "another's");
        Parameters parameters = writer().with("writeMode", WriteMode.NONCONFLICT);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, "a")));
            oss.put("dir/all.csv", "someone else's");
            assertThatThrownBy(run::commit)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining(oss.address("dir/all.csv") + " was written by someone else");
            run.abort();
        }
        assertThat(oss.text("dir/all.csv")).isEqualTo("someone else's");
        assertThatThrownBy(() -> WriteRun.open(writer().with("writeMode", WriteMode.NONCONFLICT), TWO))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("there is an object already: " + oss.address("dir/all.csv"));
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void whatItCannotDoIsSaidFirst() {
        List<String> problems = new ArrayList<>();
        oss.writer("dir/")
                .with("writeSingleObject", true)
                .with("fileFormat", "parquet")
                .with("writeMode", WriteMode.APPEND)
                .with("maxFileSize", 1L)
                .with("suffix", ".csv")
                .with("successMarker", true)
                .with("encoding", "UTF-16")
                .as(OssWriterConfig.class)
                .validate((key, message) -> problems.add(key));
        assertThat(problems)
                .containsExactly(
                        "writeSingleObject",
                        "writeSingleObject",
                        "object",
                        "maxFileSize",
                        "suffix",
                        "successMarker",
                        "encoding");
    }

    private static List<Object> row(Object... cells) {
        return Arrays.stream(cells)
                .map(each -> each instanceof Integer number ? Long.valueOf(number) : each)
                .toList();
    }

    /** A megabyte that does not get smaller. */
    private static String noise(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(MEGABYTE);
        while (text.length() < MEGABYTE) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.toString();
    }
}
