package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text cell is the same to those who read it, whether it came as a string or as bytes. */
class Utf8CellTest {
    private static final Schema ONE = new Schema(List.of(new Column("text", ColumnType.TEXT)));

    private final Utf8 utf8 = new Utf8();

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "what?", "é 中 \uD83D\uDE00"})
    void readsTheSameFromBytesAndFromAString(String text) {
        Batch bytes = Cells.batch(1, 1 << 20);
        addUtf8(bytes.builder(), text).endRow();
        Batch string = Cells.batch(1, 1 << 20);
        string.builder().addText(text).endRow();
        for (Batch batch : List.of(bytes, string)) {
            Row row = batch.row(0);
            assertThat(row.typeAt(0)).isEqualTo(ColumnType.TEXT);
            assertThat(row.textAt(0)).isEqualTo(text);
            assertThat(row.utf8At(0, utf8)).hasToString(text);
            assertThat(row.show(0)).isEqualTo(text);
            assertThat(batch.bytes()).isEqualTo(text.length());
            Batch copy = Cells.batch(1, 1 << 20);
            copy.builder().addCell(row, 0).endRow();
            assertThat(copy.row(0).textAt(0)).isEqualTo(text);
            assertThat(copy.bytes()).isEqualTo(text.length());
        }
    }

    @Test
    void theReadersArrayIsItsOwn() {
        Batch batch = Cells.batch(1, 1 << 20);
        byte[] buffer = "text".getBytes(StandardCharsets.UTF_8);
        batch.builder().addUtf8(buffer, 0, 4).endRow();
        Arrays.fill(buffer, (byte) 'x');
        assertThat(batch.row(0).textAt(0)).isEqualTo("text");
    }

    @Test
    void textOfAnySizeAndNumberIsKept() {
        Batch batch = new Batch(ONE, Long.MAX_VALUE, home -> {});
        String large = "z".repeat(3 << 20);
        batch.reuse();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                addUtf8(batch.builder(), i == 500 ? large : "é".repeat(i) + i).endRow();
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(batch.row(i).textAt(0)).isEqualTo(i == 500 ? large : "é".repeat(i) + i);
            }
            batch.reuse();
        }
    }

    @Test
    void aTextInAColumnOfAnotherTypeIsNotTheCellBeforeIt() {
        Batch batch = new Batch(new Schema(List.of(new Column("c", ColumnType.TIMESTAMP))), 1 << 20, home -> {});
        batch.reuse();
        batch.builder().addTimestamp(1, 1).endRow();
        batch.reuse();
        addUtf8(batch.builder(), "text").endRow();
        assertThat(batch.row(0).textAt(0)).isEqualTo("text");
    }

    @Test
    void bytesThatAreKeptOutliveTheBatch() {
        Batch batch = Cells.batch(1, 1 << 20);
        String whole = "z".repeat(20_000);
        addUtf8(batch.builder(), whole).endRow();
        byte[] kept = batch.row(0).utf8At(0, utf8).toBytes();
        batch.reuse();
        addUtf8(batch.builder(), "a".repeat(20_000)).endRow();
        assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(whole);
    }

    @Test
    void aCellAfterADroppedOneIsRight() {
        Batch batch = Cells.batch(2, 1 << 20);
        addUtf8(batch.builder(), "dropped");
        batch.builder().dropRow();
        addUtf8(addUtf8(batch.builder(), "left"), "right").endRow();
        assertThat(batch.row(0).textAt(0)).isEqualTo("left");
        assertThat(batch.row(0).textAt(1)).isEqualTo("right");
    }

    @Test
    void bytesThatAreNoTextFailTheRow() {
        Batch batch = Cells.batch(2, 1 << 20);
        addUtf8(batch.builder(), "fine");
        assertThatThrownBy(() -> batch.builder().addUtf8(new byte[] {'a', (byte) 0xC3}, 0, 2))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(1))
                .hasMessage("has bytes that are no characters in the source's encoding");
    }

    @Test
    void aBlockTakesBytes() {
        Batch batch = Cells.batch(1, 1 << 20);
        byte[] bytes = "first,second".getBytes(StandardCharsets.UTF_8);
        RowBlock block = batch.builder().block(2);
        block.setUtf8(1, 0, bytes, 6, 12);
        block.setUtf8(0, 0, bytes, 0, 5);
        assertThatThrownBy(() -> block.setUtf8(0, 0, new byte[] {(byte) 0xFF}, 0, 1))
                .isInstanceOf(RowFailure.class);
        block.end();
        assertThat(batch.row(0).textAt(0)).isEqualTo("first");
        assertThat(batch.row(1).textAt(0)).isEqualTo("second");
        assertThat(batch.bytes()).isEqualTo(11);
    }

    @Test
    void jsonIsReadAsUtf8AndNumbersAreNot() {
        Batch batch = Cells.batch(2, 1 << 20);
        batch.builder().addJson("{\"a\": \"é\"}").addLong(1).endRow();
        assertThat(batch.row(0).utf8At(0, utf8)).hasToString("{\"a\": \"é\"}");
        assertThatThrownBy(() -> batch.row(0).utf8At(1, utf8)).isInstanceOf(IllegalStateException.class);
        assertThat(Cast.standard(java.time.ZoneOffset.UTC).toUtf8(batch.row(0), 1, utf8))
                .hasToString("1");
    }

    private static BatchBuilder addUtf8(BatchBuilder builder, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return builder.addUtf8(bytes, 1, bytes.length - 1);
    }
}
