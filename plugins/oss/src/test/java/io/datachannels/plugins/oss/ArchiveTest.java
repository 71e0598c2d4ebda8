package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip: an object of several files. */
class ArchiveTest {
    @RegisterExtension
    final Oss oss = new Oss();

    /** The second file has its columns in another order. */
    @Test
    void everyFileHasItsHeaderAndItsLines() {
        oss.put("a.zip", zip("dir/", "", "dir/a.csv", "id,name\n1,a\n2,b\n", "empty", "", "b.csv", "name,id\r\nc,3"));
        Parameters reader = oss.reader("a.zip")
                .with("compress", "zip")
                .with("column", List.of(name("id"), name("name"), name("__object__"), name("__line__")));
        assertThat(ReadRun.all(reader))
                .containsExactly(row("1", "a", "a.zip", 2), row("2", "b", "a.zip", 3), row("3", "c", "a.zip", 2));
    }

    @Test
    void everyCellOfEveryFileIsRead() {
        oss.put("a.zip", zip("empty.csv", "", "__MACOSX/._a.csv", "\0\5\7", "a.csv", "1,a\n", "b.csv", "2,b\n3\n"));
        try (ReadRun run = ReadRun.open(oss.reader("a.zip").with("compress", "ZIP"))) {
            assertThat(run.rows()).containsExactly(row("1", "a"), row("2", "b"));
            assertThat(run.rejected()).extracting(TestTask.Rejected::position).containsExactly("a.zip!b.csv:2");
        }
    }

    @Test
    void aFileWithoutAColumnIsNamed() {
        oss.put("a.zip", zip("a.csv", "id\n1\n", "b.csv", "no\n2\n"));
        Parameters reader = oss.reader("a.zip").with("compress", "zip").with("column", List.of(name("id")));
        assertThatThrownBy(() -> ReadRun.all(reader))
                .isInstanceOf(JobFailure.class)
                .hasMessage("the header of a.zip!b.csv has no column id: no");
    }

    @Test
    void namesMayBeOfAnyCharset() {
        oss.put("a.zip", zip(Charset.forName("GBK"), "订单.csv", "1\n"));
        assertThat(ReadRun.all(oss.reader("a.zip").with("compress", "zip"))).containsExactly(row("1"));
    }

    /** A cut between two files would look like an archive of one. */
    @Test
    void anArchiveThatWasCutFailsTheJob() {
        byte[] one = zip("a.csv", "1,a\n");
        byte[] two = zip("a.csv", "1,a\n", "b.csv", "2,b\n");
        int firstFile = 0;
        while (one[firstFile] == two[firstFile]) {
            firstFile++;
        }
        for (int length : new int[] {1, 40, firstFile - 2, firstFile, two.length - 60, two.length - 1}) {
            oss.put("cut.zip", Arrays.copyOf(two, length));
            assertThatThrownBy(() -> ReadRun.all(oss.reader("cut.zip").with("compress", "zip")))
                    .as("%s of %s bytes", length, two.length)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("oss://bucket/cut.zip")
                    .hasMessageContaining(" cannot be read as zip: it ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a comment\nof two lines"})
    void anArchiveOfManyFilesIsReadToItsEnd(String comment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setComment(comment);
            for (int i = 0; i < 3000; i++) {
                out.putNextEntry(new ZipEntry("part-" + i + "-" + "x".repeat(50)));
                out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        oss.put("a.zip", bytes.toByteArray());
        assertThat(ReadRun.all(oss.reader("a.zip").with("compress", "zip"))).hasSize(3000);
    }

    @Test
    void thereMustBeAFileInIt() {
        oss.put("none.zip", zip("dir/", ""));
        oss.put("plain.zip", "1,a\n".repeat(100));
        for (String bad : List.of("none.zip", "plain.zip")) {
            assertThatThrownBy(() -> ReadRun.all(oss.reader(bad).with("compress", "zip")))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("oss://bucket/" + bad + " cannot be read as zip: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "gzip"})
    void anObjectWithNothingInItHasNoRows(String compress) {
        oss.put("a", compress.equals("zip") ? zip("a.csv", "") : FormatsTest.compressed("gzip", ""));
        Parameters byName = oss.reader("a").with("compress", compress).with("column", List.of(name("id")));
        assertThat(ReadRun.all(byName)).isEmpty();
        assertThat(ReadRun.all(oss.reader("a").with("compress", compress))).isEmpty();
    }

    private static ReadColumn name(String name) {
        return new ReadColumn(null, name, null, "STRING", null);
    }

    private static byte[] zip(String... namesAndTexts) {
        return zip(StandardCharsets.UTF_8, namesAndTexts);
    }

    private static byte[] zip(Charset names, String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
