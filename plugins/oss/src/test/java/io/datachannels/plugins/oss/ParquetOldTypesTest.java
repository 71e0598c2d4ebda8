package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Types that Hive, Spark and Impala have written for years, and shapes of lists and maps older than the standard ones. */
class ParquetOldTypesTest {
    @RegisterExtension
    final Oss oss = new Oss();

    @TempDir
    Path folder;

    @Test
    void timestampsInThreeWords() {
        List<List<Object>> rows = read(
                "message m { optional int96 at; }",
                List.of(
                        put(0, "at", record -> record.addBinary(int96(0, 2_440_588))),
                        put(0, "at", record -> record.addBinary(int96(3_600_000_000_001L, 2_440_587))),
                        record -> {}));
        assertThat(rows)
                .containsExactly(
                        row(Instant.EPOCH), row(Instant.parse("1969-12-31T01:00:00.000000001Z")), Arrays.asList((Object)
                                null));
    }

    @Test
    void timestampsInThreeWordsMayBeLocal() {
        put("message m { optional int96 at; }", List.of(put(0, "at", record -> record.addBinary(int96(0, 2_440_588)))));
        Parameters reader =
                oss.reader("f.parquet").with("fileFormat", "parquet").with("parquetUtcTimestamp", true);
        try (ReadRun run = ReadRun.open(reader, ZoneId.of("Asia/Shanghai"))) {
            assertThat(run.rows()).containsExactly(row(Instant.parse("1969-12-31T16:00:00Z")));
        }
    }

    @Test
    void timestampsInThreeWordsAreWrittenWhereTheyAreAskedFor() {
        Instant time = Instant.parse("2026-11-22T01:02:03.123456789Z");
        for (boolean local : List.of(false, true)) {
            Parameters writer = oss.writer("t")
                    .with("fileFormat", "parquet")
                    .with("column", List.of(new WriteColumn("at", "INT96")))
                    .with("parquetUtcTimestamp", local);
            List<List<Object>> rows = List.of(row(time), row(Instant.parse("1969-12-31T23:59:59Z")));
            try (WriteRun run = WriteRun.open(writer, Batches.schema("at"))) {
                run.task(rows).commit();
            }
            Parameters reader = oss.reader("t__*").with("fileFormat", "parquet").with("parquetUtcTimestamp", local);
            assertThat(ReadRun.all(reader)).isEqualTo(rows);
        }
    }

    @Test
    void valuesThatAreNoneAreSetAside() {
        put(
                "message m { optional int64 t (TIME(MICROS,true)); optional binary d (DECIMAL(9,2)); }",
                List.of(
                        put(0, "t", record -> record.addLong(86_400_000_000L)),
                        put(0, "t", record -> record.addLong(86_400_000_001L)),
                        put(0, "t", record -> record.addLong(-1)),
                        put(1, "d", record -> record.addBinary(Binary.EMPTY)),
                        put(0, "t", record -> record.addLong(1))));
        try (ReadRun run = ReadRun.open(oss.reader("f.parquet").with("fileFormat", "parquet"))) {
            assertThat(run.rows())
                    .containsExactly(Arrays.asList("24:00", null), Arrays.asList("00:00:00.000001", null));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::position)
                    .containsExactly("f.parquet row 2", "f.parquet row 3", "f.parquet row 4");
        }
    }

    private static Binary int96(long nanos, int julianDay) {
        byte[] bytes = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nanos)
                .putInt(julianDay)
                .array();
        return Binary.fromConstantByteArray(bytes);
    }

    @Test
    void decimalsOfEveryPhysicalType() {
        BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        List<List<Object>> rows = read(
                """
                message m { required int32 a (DECIMAL(9,2)); required int64 b (DECIMAL(18,3)); required binary c (DECIMAL(38,4));
                  required fixed_len_byte_array(16) d (DECIMAL(38,38)); required fixed_len_byte_array(3) e (DECIMAL(5,0)); }""",
                List.of(put(0, "a", record -> record.addInteger(-999_999_999))
                        .andThen(put(1, "b", record -> record.addLong(1)))
                        .andThen(put(2, "c", record -> record.addBinary(bytes(most.negate(), 0))))
                        .andThen(put(3, "d", record -> record.addBinary(bytes(most, 16))))
                        .andThen(put(4, "e", record -> record.addBinary(bytes(BigInteger.valueOf(-1), 3))))));
        assertThat(rows)
                .containsExactly(row(
                        new BigDecimal("-9999999.99"),
                        new BigDecimal("0.001"),
                        new BigDecimal(most.negate(), 4),
                        new BigDecimal(most, 38),
                        new BigDecimal("-1")));
    }

    private static Binary bytes(BigInteger number, int length) {
        return Binary.fromConstantByteArray(length == 0 ? number.toByteArray() : DecimalBytes.of(number, length));
    }

    @Test
    void listsAndMapsOfOldShapes() {
        List<List<Object>> rows = read(
                """
                message m { repeated int32 plain; optional group two (LIST) { repeated int32 array; }
                  optional group pairs (LIST) { repeated group array { required int32 n; } }
                  optional group map (MAP) { repeated group map (MAP_KEY_VALUE) { required binary key (UTF8); optional int64 value; } } }""",
                List.of(
                        put(0, "plain", record -> {
                                    record.addInteger(1);
                                    record.addInteger(2);
                                })
                                .andThen(group(1, "two", put(0, "array", record -> {
                                    record.addInteger(3);
                                    record.addInteger(4);
                                })))
                                .andThen(group(
                                        2, "pairs", group(0, "array", put(0, "n", record -> record.addInteger(5)))))
                                .andThen(group(
                                        3,
                                        "map",
                                        group(
                                                0,
                                                "map",
                                                put(0, "key", record -> record.addBinary(Binary.fromString("k")))
                                                        .andThen(put(1, "value", record -> record.addLong(6)))))),
                        record -> {}));
        assertThat(rows)
                .containsExactly(
                        row(json("[1,2]"), json("[3,4]"), json("[{\"n\":5}]"), json("{\"k\":6}")),
                        Arrays.asList(null, null, null, null));
    }

    @Test
    void textThatIsNoneIsSetAside() {
        byte[] file = ParquetMessages.write(
                folder,
                "message m { required binary t (UTF8); }",
                List.of(
                        put(0, "t", record -> record.addBinary(Binary.fromConstantByteArray(new byte[] {'a', -1}))),
                        put(0, "t", record -> record.addBinary(Binary.fromString("\uFFFD")))));
        oss.put("f.parquet", file);
        try (ReadRun run = ReadRun.open(oss.reader("f.parquet").with("fileFormat", "parquet"))) {
            assertThat(run.rows()).containsExactly(row("\uFFFD"));
            assertThat(run.rejected())
                    .singleElement()
                    .satisfies(each -> assertThat(each.column()).isEqualTo("t"));
        }
    }

    private List<List<Object>> read(String schema, List<Consumer<RecordConsumer>> messages) {
        put(schema, messages);
        return ReadRun.all(oss.reader("f.parquet").with("fileFormat", "parquet"));
    }

    private void put(String schema, List<Consumer<RecordConsumer>> messages) {
        oss.put("f.parquet", ParquetMessages.write(folder, schema, messages));
    }

    private static Consumer<RecordConsumer> put(int index, String name, Consumer<RecordConsumer> value) {
        return record -> {
            record.startField(name, index);
            value.accept(record);
            record.endField(name, index);
        };
    }

    private static Consumer<RecordConsumer> group(int index, String name, Consumer<RecordConsumer> fields) {
        return put(index, name, record -> {
            record.startGroup();
            fields.accept(record);
            record.endGroup();
        });
    }

    private static Rows.Json json(String text) {
        return new Rows.Json(text);
    }
}
