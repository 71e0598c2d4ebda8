package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet there and back, and objects that other programs wrote. */
class ParquetTest {
    @RegisterExtension
    final Oss oss = new Oss();

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip", "zstd", "none", ""})
    void everyTypeComesBack(String compress) {
        List<List<Object>> rows = ParquetCases.rows();
        write(oss.writer("t").with("compress", compress), ParquetCases.TYPED, rows);
        assertThat(oss.keys()).containsExactly("t__00000.parquet");
        assertThat(oss.bytes("t__00000.parquet")).startsWith('P', 'A', 'R', '1').endsWith('P', 'A', 'R', '1');
        try (ReadRun run = ReadRun.open(parquet("t__*"))) {
            assertThat(run.schema().columns()).isEqualTo(ParquetCases.TYPED.columns());
            assertThat(run.rows()).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @CsvSource({"9, 4", "18, 0", "19, 2", "38, 38", "1, 1"})
    void decimalsOfAllWidths(int digits, int scale) {
        BigDecimal most = new BigDecimal("9".repeat(digits)).movePointLeft(scale);
        List<List<Object>> rows = List.of(row(most), row(most.negate()), row(BigDecimal.ZERO.setScale(scale)));
        Parameters parameters =
                oss.writer("t").with("column", List.of(new WriteColumn("d", "DECIMAL(" + digits + "," + scale + ")")));
        write(parameters, Batches.schema("d"), rows);
        assertThat(ReadRun.all(parquet("t__*"))).isEqualTo(rows);
        try (WriteRun run = WriteRun.open(
                oss.writer("u")
                        .with("fileFormat", "parquet")
                        .with("column", List.of(new WriteColumn("d", "decimal(" + digits + "," + scale + ")"))),
                Batches.schema("d"))) {
            run.task(List.of(row(most.add(BigDecimal.ONE)), row(new BigDecimal("0." + "0".repeat(scale) + "1"))));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::reason)
                    .containsOnly("does not fit into decimal(" + digits + "," + scale + ")")
                    .hasSize(2);
        }
    }

    @Test
    void aSchemaOfTheJobIsFollowed() {
        String schema = """
                message m {
                  required int32 a (INTEGER(16,true));
                  optional int64 b (TIMESTAMP(MILLIS,false));
                  optional fixed_len_byte_array(2) c;
                  optional float d;
                  optional binary e (ENUM);
                }""";
        Parameters parameters = oss.writer("t")
                .with("fileFormat", "parquet")
                .with("parquetSchema", schema)
                .with("suffix", "pq");
        byte[] two = {1, 2};
        Instant time = Instant.parse("2026-11-22T01:02:03.123Z");
        try (WriteRun run = WriteRun.open(parameters, Batches.schema(5))) {
            run.task(List.of(
                    row(1, time, two, 0.5, "x"),
                    row(null, time, two, 0.5, "x"),
                    row(40_000, time, two, 0.5, "x"),
                    row(1, time.plusNanos(1), two, 0.5, "x"),
                    row(1, time, new byte[3], 0.5, "x"),
                    row(1, time, two, 0.1, "x"),
                    row(1, time, two, 0.5, "\uD800"),
                    row("2", null, null, null, null)));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::column)
                    .containsExactly("c0", "c0", "c1", "c2", "c3", "c4");
            run.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.pq");
        assertThat(ReadRun.all(parquet("t__*")))
                .containsExactly(row(1, time, two, 0.5, "x"), row(2, null, null, null, null));
    }

    @Test
    void schemasThatCannotBeWrittenAreRefused() {
        assertThatThrownBy(() -> WriteRun.open(
                        oss.writer("t")
                                .with("fileFormat", "parquet")
                                .with("parquetSchema", "message m { optional group a { optional int32 b; } }"),
                        Batches.schema("a")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("column a of the Parquet schema");
        assertThatThrownBy(() -> WriteRun.open(
                        oss.writer("t")
                                .with("fileFormat", "parquet")
                                .with("column", List.of(new WriteColumn("a", "int"))),
                        Batches.schema("a", "b")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("has 1 columns, but the reader delivers 2");
    }

    @Test
    void noRowsAreAFileWithItsColumns() {
        write(oss.writer("t"), ParquetCases.TYPED, List.of());
        try (ReadRun run = ReadRun.open(parquet("t__*"))) {
            assertThat(run.schema().columns()).isEqualTo(ParquetCases.TYPED.columns());
            assertThat(run.rows()).isEmpty();
        }
        write(oss.writer("u").with("generateEmptyFile", false), ParquetCases.TYPED, List.of());
        assertThat(oss.keys()).containsExactly("t__00000.parquet");
    }

    @Test
    void bytesBecomePartsAsTheyAreMade() {
        Random random = new Random(1);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[1 << 20];
            random.nextBytes(bytes);
            rows.add(row(i, bytes));
        }
        Schema schema = new Schema(List.of(new Column("i", ColumnType.LONG), new Column("b", ColumnType.BYTES)));
        Parameters parameters = oss.writer("t").with("fileFormat", "parquet").with("blockSizeInMB", 1);
        try (WriteRun run = WriteRun.open(parameters, schema)) {
            run.task(rows);
            assertThat(run.report(0).parts()).hasSizeGreaterThan(20);
            run.commit();
        }
        try (ReadRun run = ReadRun.open(parquet("t__*"))) {
            List<List<Object>> read = new ArrayList<>();
            long size = oss.bytes("t__00000.parquet").length;
            String etag;
            try (Bucket bucket = oss.bucket()) {
                etag = bucket.find("t__00000.parquet").etag();
            }
            long cut = size / 3;
            for (Split split : List.of(
                    new ObjectSplit(List.of(new ObjectPiece("t__00000.parquet", size, etag, 0, cut))),
                    new ObjectSplit(List.of(new ObjectPiece("t__00000.parquet", size, etag, cut, size))))) {
                List<List<Object>> piece = run.rows(split);
                assertThat(piece).isNotEmpty();
                read.addAll(piece);
            }
            assertThat(read).isEqualTo(rows);
        }
    }

    @Test
    void rowGroupsAreSmallerWhereTheHeapIs() {
        assertThat(ParquetEncoder.rowGroup(512L << 20)).isEqualTo(32 << 20);
        assertThat(ParquetEncoder.rowGroup(64L << 20)).isEqualTo(16 << 20);
        assertThat(ParquetEncoder.rowGroup(1L << 20)).isEqualTo(4 << 20);
    }

    @Test
    void noMoreThanARowGroupAndAPartIsHeld() {
        ByteBuilder part = new ByteBuilder(64);
        Parameters parameters = oss.writer("t").with("fileFormat", "parquet");
        OssWriterConfig config = parameters.as(OssWriterConfig.class);
        Schema schema = new Schema(List.of(new Column("b", ColumnType.BYTES)));
        Random random = new Random(1);
        byte[] bytes = new byte[256 * 1024];
        try (Bucket bucket = oss.bucket()) {
            ObjectUpload upload = new ObjectUpload("t", bucket.uploads(), config.traits(), new PartSizes(4), part);
            ParquetEncoder encoder = new ParquetEncoder(config, ParquetSchemas.of(config, schema), bucket.context());
            encoder.begin(upload);
            for (int i = 0; i < 400; i++) {
                random.nextBytes(bytes);
                encoder.row(Batches.of(List.of(row(bytes.clone()))).row(0));
                assertThat(encoder.pending()).isLessThan(33 << 20);
                assertThat(part.array().length).isLessThan(9 << 20);
            }
            encoder.end();
            assertThat(upload.bytes()).isGreaterThan(400 * bytes.length);
            upload.abort();
        }
    }

    @Test
    void columnsAreChosenAndConverted() {
        write(oss.writer("t"), ParquetCases.TYPED, ParquetCases.rows());
        Parameters parameters = parquet("t__*")
                .with(
                        "column",
                        List.of(
                                new ReadColumn(null, "a_long", null, "string", null),
                                new ReadColumn(0, null, null, null, null),
                                new ReadColumn(null, null, "7", "long", null),
                                new ReadColumn(null, "__object__", null, null, null),
                                new ReadColumn(null, "a_decimal", null, "double", null)));
        try (ReadRun run = ReadRun.open(parameters)) {
            List<List<Object>> rows = run.rows();
            assertThat(rows.get(0)).isEqualTo(row("1", "a", 7, "t__00000.parquet", -12.345));
            assertThat(rows.get(1)).isEqualTo(row(null, null, 7, "t__00000.parquet", null));
            assertThat(run.rejected()).singleElement().satisfies(each -> {
                assertThat(each.position()).isEqualTo("t__00000.parquet row 3");
                assertThat(each.column()).isEqualTo("a_decimal");
            });
        }
        assertThatThrownBy(() -> ReadRun.open(
                        parquet("t__*").with("column", List.of(new ReadColumn(null, "absent", null, null, null)))))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("has no column absent: a_text, a_long, a_double");
    }

    @Test
    void aColumnThatOlderObjectsLackIsNullThere() {
        write(oss.writer("old"), Batches.schema("a"), List.of(row("x")));
        Schema both = new Schema(List.of(new Column("n", ColumnType.LONG), new Column("a", ColumnType.TEXT)));
        write(oss.writer("new"), both, List.of(row(1, "y".repeat(1000))));
        List<ReadColumn> columns = List.of(
                new ReadColumn(null, "a", null, null, null),
                new ReadColumn(null, "n", null, null, null),
                new ReadColumn(null, "none", null, "double", null));
        Parameters parameters = parquet("*").with("column", columns).with("supportAddMiddleColumn", true);
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.schema().columns())
                    .extracting(Column::type)
                    .containsExactly(ColumnType.TEXT, ColumnType.LONG, ColumnType.DOUBLE);
            assertThat(run.rows())
                    .containsExactlyInAnyOrder(
                            Arrays.asList("y".repeat(1000), 1L, null), Arrays.asList("x", null, null));
        }
        assertThatThrownBy(() -> ReadRun.all(parquet("old*").with("column", columns)))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("has no column n: a");
    }

    @Test
    void aFolderAndAFileNameAreAPrefix() {
        Parameters parameters = oss.parameters().with("path", "/dir/sub/").with("fileName", "t");
        write(parameters, Batches.schema("a"), List.of(row("x")));
        assertThat(oss.keys()).containsExactly("dir/sub/t__00000.parquet");
    }

    @Test
    void brokenObjectsFailTheJob() {
        write(oss.writer("t").with("compress", "none"), Batches.schema("a"), List.of(row("some text that is there")));
        byte[] good = oss.bytes("t__00000.parquet");
        byte[] changed = good.clone();
        changed[new String(good, StandardCharsets.ISO_8859_1).indexOf("some text")] ^= 1;
        oss.put("changed", changed);
        oss.put("cut", Arrays.copyOf(good, good.length - 5));
        oss.put("short", "PAR1");
        assertThatThrownBy(() -> ReadRun.all(parquet("changed")))
                .isInstanceOf(FatalFailure.class)
                .hasMessageContaining("a page has another checksum");
        oss.put("text", "1,a\n".repeat(1000));
        for (String key : List.of("text", "short")) {
            assertThatThrownBy(() -> ReadRun.all(parquet(key)))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("oss://bucket/" + key + " is no Parquet file");
        }
        assertThatThrownBy(() -> ReadRun.all(parquet("cut")))
                .isInstanceOf(JobFailure.class)
                .hasMessage("oss://bucket/cut begins as a Parquet file and does not end as one");
    }

    @Test
    void aFolderOfDataxIsRead() {
        write(oss.writer("dir/t"), Batches.schema("a"), List.of(row("x")));
        oss.put("dir/", "");
        oss.put("dir/_SUCCESS", "");
        assertThat(ReadRun.all(parquet("/dir/"))).containsExactly(row("x"));
    }

    private Parameters parquet(String object) {
        return oss.reader(object).with("fileFormat", "parquet");
    }

    private static void write(Parameters parameters, Schema schema, List<List<Object>> rows) {
        try (WriteRun run = WriteRun.open(parameters.with("fileFormat", "parquet"), schema)) {
            if (rows.isEmpty()) {
                run.task();
            } else {
                run.task(rows);
            }
            assertThat(run.rejected()).isEmpty();
            run.commit();
        }
    }
}
