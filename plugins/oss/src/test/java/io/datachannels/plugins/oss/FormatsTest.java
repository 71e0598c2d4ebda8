package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.lzo.LzoHadoopStreams;
import io.airlift.compress.lzo.LzopHadoopStreams;
import io.airlift.compress.snappy.SnappyFramedOutputStream;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression, text, jsonl, size limits and the marker. */
class FormatsTest {
    private static final Schema TWO = Batches.schema("id", "name");

    @RegisterExtension
    final Oss oss = new Oss();

    @ParameterizedTest
    @CsvSource({"gzip, .csv.gz", "zstd, .csv.zst", "none, .csv"})
    void compressedObjectsAreReadBack(String compress, String extension) {
        List<List<Object>> rows = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            rows.add(row(i, "text \"" + random.nextLong() + "\n" + random.nextLong() + random.nextLong()));
        }
        Parameters parameters = oss.writer("t").with("compress", compress).with("blockSizeInMB", 1);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            for (int i = 0; i < rows.size(); i += 1000) {
                run.task(rows.subList(i, i + 1000));
            }
            run.commit();
        }
        assertThat(oss.keys())
                .contains("t__00000" + extension, "t__00019" + extension)
                .hasSize(20);
        List<List<Object>> read = ReadRun.all(oss.reader("t__*")
                .with("compress", compress)
                .with("column", List.of(cell(0, "LONG"), cell(1, "STRING"))));
        assertThat(read).hasSameSizeAs(rows);
        assertThat(Set.copyOf(read)).isEqualTo(Set.copyOf(rows));
    }

    @Test
    void aCompressedStreamIsCutIntoParts() throws IOException {
        Random random = new Random(1);
        byte[] noise = new byte[3 << 20];
        random.nextBytes(noise);
        String text = new String(noise, StandardCharsets.ISO_8859_1).replace('"', 'x');
        Parameters parameters = oss.writer("t").with("compress", "gzip").with("blockSizeInMB", 1);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, text), row(2, "\uD800")), List.of(row(3, "end")));
            assertThat(run.rejected()).hasSize(1);
            assertThat(run.report(0).parts()).hasSizeGreaterThan(2);
            run.commit();
        }
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(oss.bytes("t__00000.csv.gz"))).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).startsWith("1,\"").endsWith("\"\n3,end\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "lzo_deflate", "hadoop-snappy", "framing-snappy"})
    void severalMembersAreOneObject(String compress) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            try (OutputStream out = compressor(compress, bytes)) {
                out.write((i + ",a\n").repeat(50_000).getBytes(StandardCharsets.UTF_8));
            }
        }
        oss.put("a", bytes.toByteArray());
        assertThat(ReadRun.all(oss.reader("a").with("compress", compress))).hasSize(150_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void bzip2StreamsAreReadOneAfterTheOther(int streams) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int stream = 0; stream < streams; stream++) {
            try (OutputStream out = compressor("bzip2", bytes)) {
                if (stream == 1) {
                    continue; // nothing was in that one
                }
                for (int i = 0; i < 100_000; i++) {
                    out.write((i + "," + i * 31L % 9973 + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        oss.put("a", bytes.toByteArray());
        assertThat(ReadRun.all(oss.reader("a").with("compress", "bzip2"))).hasSize((streams + 1) / 2 * 100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2", "lzo", "lzo_deflate", "hadoop-snappy", "framing-snappy"})
    void brokenCompressedBytesFailTheJob(String compress) throws IOException {
        byte[] bytes = compressed(compress, "1,a\n2,b\n".repeat(1000));
        oss.put("cut", Arrays.copyOf(bytes, bytes.length - 9));
        oss.put("plain", "1,a\n".repeat(100));
        for (String key : List.of("cut", "plain")) {
            assertThatThrownBy(() -> ReadRun.all(oss.reader(key).with("compress", compress)))
                    .as(key)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("oss://bucket/" + key + " cannot be read as " + compress);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2", "zip", "parquet"})
    void whatIsNoTextIsToldWithWhatToDo(String kind) {
        oss.put(
                "a",
                switch (kind) {
                    case "zip" -> new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 1};
                    case "parquet" -> "PAR1...PAR1".getBytes(StandardCharsets.US_ASCII);
                    default -> compressed(kind, "1,a\n".repeat(100));
                });
        for (String format : List.of("csv", "text", "jsonl")) {
            assertThatThrownBy(() -> ReadRun.all(oss.reader("a").with("fileFormat", format)))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("oss://bucket/a is no text, by the bytes that it begins with")
                    .satisfies(each -> assertThat(((JobFailure) each).action()).contains(" to " + kind));
        }
    }

    /** The JDK takes it for the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, -5})
    void aBrokenMemberOfGzipIsNotTheEnd(int broken) throws IOException {
        byte[] first = compressed("gzip", "1,a\n");
        byte[] second = compressed("gzip", "2,b\n");
        second[broken < 0 ? second.length + broken : broken] ^= 0x55;
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        oss.put("a", both.toByteArray());
        assertThatThrownBy(() -> ReadRun.all(oss.reader("a").with("compress", "gzip")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("oss://bucket/a cannot be read as gzip: ");
    }

    /** A file of lzop ends where it says, and one that was put behind it would be lost. */
    @Test
    void whatIsLeftOverFailsTheJob() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compressed("lzo", "1,a\n"));
        oss.put("a", both.toByteArray());
        assertThat(ReadRun.all(oss.reader("a").with("compress", "lzo"))).containsExactly(row("1", "a"));
        both.write(compressed("lzo", "2,b\n"));
        oss.put("a", both.toByteArray());
        assertThatThrownBy(() -> ReadRun.all(oss.reader("a").with("compress", "lzo")))
                .isInstanceOf(JobFailure.class)
                .hasMessage("oss://bucket/a cannot be read as lzo: there is more behind its end");
    }

    @Test
    void gzipMayHaveNamesAndNoughts() throws IOException {
        byte[] plain = compressed("gzip", "1,a\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x1F, (byte) 0x8B, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3});
        bytes.write(new byte[] {2, 0, 'x', 'y'});
        bytes.write("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        CRC32 check = new CRC32();
        check.update(bytes.toByteArray());
        bytes.write((int) check.getValue());
        bytes.write((int) check.getValue() >> Byte.SIZE);
        bytes.write(plain, 10, plain.length - 10);
        bytes.write(plain);
        bytes.write(new byte[1000]);
        oss.put("a", bytes.toByteArray());
        assertThat(ReadRun.all(oss.reader("a").with("compress", "gzip"))).containsExactly(row("1", "a"), row("1", "a"));
    }

    @Test
    void textJoinsCellsAndRefusesWhatItCannotTellApart() {
        Parameters parameters = oss.writer("t").with("fileFormat", "text").with("fieldDelimiter", "||");
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(
                    row(1, "\"a\", b"),
                    row(2, "a||b"),
                    row(3, "a|"),
                    row(4, "a|b"),
                    row(5, "a\nb"),
                    row(6, "\\N"),
                    row(7, null),
                    row(8, ""),
                    row(9, "a\r")));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::column)
                    .containsOnly("c1")
                    .hasSize(5);
            run.commit();
        }
        assertThat(oss.text("t__00000.txt")).isEqualTo("1||\"a\", b\n4||a|b\n7||\\N\n8||\n");
        assertThat(ReadRun.all(oss.reader("t__*").with("fileFormat", "text").with("fieldDelimiter", "||")))
                .containsExactly(row("1", "\"a\", b"), row("4", "a|b"), row("7", null), row("8", ""));
    }

    @Test
    void textHasLineEndsOfItsOwn() {
        Parameters parameters = oss.writer("t").with("fileFormat", "text").with("lineDelimiter", "#\n");
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, "a#b"), row(2, "")));
            run.commit();
        }
        assertThat(oss.text("t__00000.txt")).isEqualTo("1,a#b#\n2,#\n");
        assertThat(ReadRun.all(oss.reader("t__*").with("fileFormat", "text").with("lineDelimiter", "#\n")))
                .containsExactly(row("1", "a#b"), row("2", ""));
    }

    @Test
    void blanksAndCommentsOfTextGoByTheCsvReaderConfig() {
        oss.put("a", "#c\n\n \"a , b\n");
        Parameters parameters = oss.reader("a").with("fileFormat", "text");
        assertThat(ReadRun.all(parameters.with("column", List.of(cell(0, "STRING")))))
                .containsExactly(row("#c"), row(""), row(" \"a "));
        CsvReaderConfig config = new CsvReaderConfig(true, true, true, "\"", true, "#", null, true);
        assertThat(ReadRun.all(oss.reader("a").with("fileFormat", "text").with("csvReaderConfig", config)))
                .containsExactly(row("\"a", "b"));
    }

    @Test
    void jsonlIsReadByKey() {
        oss.put("a.jsonl", """
                {"id": 1, "name": "a\\"\\u00e9", "deep": {"x": [1, 2.50, null]}, "flag": true}

                {"name": null, "id": "12"}
                {"id": 3} {"id": 4}
                {"id": 3, "id": 4}
                [1]
                {"id": 1.5}
                """);
        Parameters parameters = oss.reader("a.jsonl")
                .with("fileFormat", "jsonl")
                .with(
                        "column",
                        List.of(
                                key("id", "LONG"),
                                key("name", "STRING"),
                                key("name", "JSON"),
                                key("deep", "JSON"),
                                key("flag", "BOOLEAN"),
                                new ReadColumn(null, "__line__", null, "STRING", null)));
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.rows())
                    .containsExactly(
                            row(
                                    1,
                                    "a\"é",
                                    new Rows.Json("\"a\\\"\\u00e9\""),
                                    new Rows.Json("{\"x\": [1, 2.50, null]}"),
                                    true,
                                    1),
                            row(12, null, null, null, null, 3));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::position)
                    .containsExactly("a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7");
        }
        oss.put("b.jsonl", "{\"a\": [1]}\n{}");
        assertThat(ReadRun.all(oss.reader("b.jsonl").with("fileFormat", "jsonl")))
                .containsExactly(row(new Rows.Json("{\"a\": [1]}")), row(new Rows.Json("{}")));
    }

    @Test
    void aTaskBeginsItsNextObjectAtTheSizeLimit() {
        String half = "x".repeat(600_000);
        oss.put("t__00000_9.csv", "old");
        Parameters parameters = oss.writer("t").with("maxFileSize", 1L).with("writeHeader", true);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, half), row(2, half), row(3, half), row(4, half), row(5, "end")));
            assertThat(run.objects(0)).hasSize(3);
            assertThat(run.reports().get(0).rows()).isEqualTo(5);
            run.commit().commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00000_1.csv", "t__00000_2.csv");
        assertThat(oss.text("t__00000_2.csv")).isEqualTo("id,name\n5,end\n");
    }

    @Test
    void anObjectThatGotNoRowIsNotWritten() {
        Parameters parameters = oss.writer("t").with("maxFileSize", 1L).with("writeHeader", true);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, "x".repeat(1 << 20)), row(2, "\uD800")));
            assertThat(run.rejected()).hasSize(1);
            run.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void abortRemovesAllObjectsOfATask() {
        String text = "x".repeat(1_200_000);
        Parameters parameters = oss.writer("t").with("maxFileSize", 1L);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, text), row(2, text)));
            run.brokenTask(Batches.of(List.of(row(1, text), row(2, "a"))));
            assertThat(oss.uploads()).hasSize(3);
            run.abort();
        }
        assertThat(oss.uploads()).isEmpty();
        assertThat(oss.keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"csv, zstd", "text, none", "parquet, snappy"})
    void everyFifthPartThatFailsIsSentAgain(String format, String compress) {
        Random random = new Random(1);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] noise = new byte[3 << 18];
            random.nextBytes(noise);
            rows.add(row(i, Base64.getEncoder().encodeToString(noise)));
        }
        oss.put("t__00000.old", "old");
        oss.fault("UploadPart:error,after=1,every=5");
        Parameters parameters = oss.writer("t")
                .with("fileFormat", format)
                .with("compress", compress)
                .with("blockSizeInMB", 1);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(rows);
            assertThat(run.retried()).isNotEmpty();
            assertThat(oss.keys()).containsExactly("t__00000.old");
            run.commit();
        }
        assertThat(oss.keys()).doesNotContain("t__00000.old").hasSize(1);
        List<List<Object>> texts = rows.stream()
                .map(each -> row(each.get(0).toString(), each.get(1)))
                .toList();
        assertThat(ReadRun.all(oss.reader("t__*")
                        .with("fileFormat", format)
                        .with("compress", format.equals("parquet") ? null : compress)))
                .isEqualTo(texts);
    }

    @Test
    void theMarkerIsThereOnlyWhileAllIsComplete() {
        oss.put("t__SUCCESS", "");
        oss.put("t__00000.csv", "old");
        List<String> markers = new ArrayList<>();
        Parameters parameters = oss.writer("t").with("successMarker", true);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(List.of(row(1, "a")));
            assertThat(oss.keys()).contains("t__SUCCESS");
            oss.faults().observe(operation -> {
                if (operation.equals("CompleteMultipartUpload") && oss.keys().contains("t__SUCCESS")) {
                    markers.add(operation);
                }
            });
            run.commit().commit();
        }
        assertThat(markers).isEmpty();
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__SUCCESS");
    }

    @Test
    void largeTextIsCutAtLineEnds() {
        List<List<Object>> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            String cell = i + "x".repeat(random.nextInt(40));
            expected.add(row(cell));
            text.append(cell).append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
        }
        oss.put("a", text.toString());
        StoredObject object;
        try (Bucket bucket = oss.bucket()) {
            object = bucket.find("a");
        }
        try (ReadRun run = ReadRun.open(oss.reader("a").with("fileFormat", "text"))) {
            for (int cut = 0; cut < 50; cut++) {
                long middle = text.length() / 2 + cut;
                List<ObjectPiece> pieces = List.of(
                        new ObjectPiece("a", object.size(), object.etag(), 0, middle),
                        new ObjectPiece("a", object.size(), object.etag(), middle, middle + 1),
                        new ObjectPiece("a", object.size(), object.etag(), middle + 1, object.size()));
                assertThat(run.rows(new ObjectSplit(pieces))).isEqualTo(expected);
            }
        }
    }

    @Test
    void onlyWhatCannotBeFooledIsCut() {
        assertThat(oss.reader("a").as(OssReaderConfig.class).mayCut()).isFalse();
        assertThat(csv(true, false).mayCut()).isTrue();
        assertThat(csv(false, true).mayCut()).isTrue();
        assertThat(oss.reader("a")
                        .with("fileFormat", "jsonl")
                        .as(OssReaderConfig.class)
                        .mayCut())
                .isTrue();
        assertThat(oss.reader("a")
                        .with("fileFormat", "text")
                        .with("compress", "gzip")
                        .as(OssReaderConfig.class)
                        .mayCut())
                .isFalse();
        StoredObject large = new StoredObject("a", 1L << 30, "E", "");
        assertThat(new SplitPlan(List.of(large), true, 2).splits(List.of(large)))
                .hasSize(8)
                .allSatisfy(split -> assertThat(split.bytes()).isEqualTo(1L << 27));
        assertThat(new SplitPlan(List.of(large), false, 2).splits(List.of(large)))
                .hasSize(1);
    }

    @Test
    void aLineEndInQuotesThatThereShouldNotBeFailsTheJob() {
        oss.put("a.csv", "1,\"a\nb\"\n");
        CsvReaderConfig single = new CsvReaderConfig(true, false, true, "\"", false, "#", null, false);
        assertThatThrownBy(() -> ReadRun.all(oss.reader("a.csv").with("csvReaderConfig", single)))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("multiLineCells");
    }

    private OssReaderConfig csv(boolean quotes, boolean multiLine) {
        CsvReaderConfig csv = new CsvReaderConfig(true, false, quotes, "\"", false, "#", null, multiLine);
        return oss.reader("a").with("csvReaderConfig", csv).as(OssReaderConfig.class);
    }

    private static ReadColumn cell(int index, String type) {
        return new ReadColumn(index, null, null, type, null);
    }

    private static ReadColumn key(String name, String type) {
        return new ReadColumn(null, name, null, type, null);
    }

    static byte[] compressed(String compress, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor(compress, bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static OutputStream compressor(String compress, OutputStream out) throws IOException {
        return switch (compress) {
            case "gzip" -> new GZIPOutputStream(out);
            case "bzip2" -> new BZip2HadoopStreams().createOutputStream(out);
            case "lzo" -> new LzopHadoopStreams().createOutputStream(out);
            case "lzo_deflate" -> new LzoHadoopStreams().createOutputStream(out);
            case "hadoop-snappy" -> new SnappyHadoopStreams().createOutputStream(out);
            case "framing-snappy" -> new SnappyFramedOutputStream(out);
            default -> Compressors.compress(Compression.ZSTD, out);
        };
    }
}
