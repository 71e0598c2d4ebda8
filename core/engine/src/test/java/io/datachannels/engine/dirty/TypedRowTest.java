package io.datachannels.engine.dirty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedRowTest {
    private static Batch batch(int columns) {
        Batch batch = new Batch(
                new Schema(IntStream.range(0, columns)
                        .mapToObj(i -> Column.untyped("c" + i))
                        .toList()),
                Long.MAX_VALUE,
                home -> {});
        batch.reuse();
        return batch;
    }

    @Test
    void everyCellComesBack() {
        Batch batch = batch(14);
        batch.builder()
                .addBool(true)
                .addLong(Long.MIN_VALUE)
                .addDouble(Double.NaN)
                .addDouble(-0.0)
                .addDouble(Double.NEGATIVE_INFINITY)
                .addDecimal(new BigDecimal("1.50"))
                .addDecimal(new BigDecimal("1E+1000000000"))
                .addText("t\u0000\ud83d")
                .addBytes(new byte[] {1, -1})
                .addDate(0)
                .addTimestamp(Instant.parse("2026-01-01T00:00:00.000000001Z"))
                .addTimestamp(Instant.parse("0000-01-01T00:00:00Z"))
                .addJson("{\"k\":1}")
                .addNull()
                .endRow();
        String text = JsonText.compact(TypedRow.toJson(batch.row(0)));
        assertThat(text)
                .isEqualTo(
                        "[[\"BOOL\",true],[\"LONG\",-9223372036854775808],[\"DOUBLE\",\"NaN\"],[\"DOUBLE\",\"-0.0\"],"
                                + "[\"DOUBLE\",\"-Infinity\"],[\"DECIMAL\",\"1.50\"],[\"DECIMAL\",\"1E+1000000000\"],"
                                + "[\"TEXT\",\"t\\u0000\ud83d\"],[\"BYTES\",\"Af8=\"],[\"DATE\",\"1970-01-01\"],"
                                + "[\"TIMESTAMP\",\"2026-01-01T00:00:00.000000001Z\"],[\"TIMESTAMP\",\"0000-01-01T00:00:00Z\"],"
                                + "[\"JSON\",\"{\\\"k\\\":1}\"],null]");
        Batch again = batch(14);
        TypedRow.add(JsonReader.read(text), again.builder());
        Row row = again.row(0);
        assertThat(row.decimalAt(5)).isEqualTo(new BigDecimal("1.50"));
        assertThat(Double.doubleToRawLongBits(row.doubleAt(3))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(row.bytesAt(8)).containsExactly(1, -1);
        assertThat(row.isNull(13)).isTrue();
        assertThat(JsonText.compact(TypedRow.toJson(row))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[[\"LONG\",1]]",
                "[null,null,null]",
                "[null,[\"LONK\",1]]",
                "[null,[\"DATE\",\"2026-02-30\"]]"
            })
    void whatIsNoSuchRowAddsNothing(String text) {
        Batch batch = batch(2);
        assertThatThrownBy(() -> TypedRow.add(JsonReader.read(text), batch.builder()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(batch.rows()).isZero();
        assertThat(batch.builder().column()).isZero();
    }
}
