package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Rows that are filled column by column are the same as those filled one after the other. */
class RowBlockTest {
    private static final Instant INSTANT = Instant.parse("2026-01-02T03:04:05.123456789Z");

    @Test
    void takesACellOfEveryType() {
        Batch batch = Cells.batch(10, 1 << 20);
        Batch same = Cells.batch(10, 1 << 20);
        byte[] bytes = {1, 2, 3};
        same.builder().addLong(0);
        for (int i = 1; i < 10; i++) {
            same.builder().addNull();
        }
        same.builder().endRow();
        for (long row = 1; row < 3; row++) {
            same.builder().addLong(row).addBool(row == 1).addDouble(row / 2.0).addDecimal(BigDecimal.valueOf(row, 2));
            same.builder().addText("text " + row).addBytes(bytes).addJson("[" + row + "]");
            same.builder().addDate(row).addTimestamp(INSTANT).addNull().endRow();
        }

        batch.builder().addLong(0);
        for (int i = 1; i < 10; i++) {
            batch.builder().addNull();
        }
        batch.builder().endRow();
        RowBlock block = batch.builder().block(2);
        assertThat(block.rows()).isEqualTo(2);
        for (int row = 0; row < 2; row++) {
            block.setTimestamp(row, 8, INSTANT.getEpochSecond(), INSTANT.getNano());
            block.setLong(row, 0, row + 1);
            block.setBool(row, 1, row == 0);
            block.setDouble(row, 2, (row + 1) / 2.0);
            block.setDecimal(row, 3, BigDecimal.valueOf(row + 1, 2));
            block.setText(row, 4, "text " + (row + 1));
            block.setBytes(row, 5, bytes);
            block.setJson(row, 6, "[" + (row + 1) + "]");
            block.setDate(row, 7, row + 1);
        }
        block.end();

        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.bytes()).isEqualTo(same.bytes());
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 10; i++) {
                assertThat(batch.row(row).typeAt(i)).isEqualTo(same.row(row).typeAt(i));
                assertThat(batch.row(row).show(i)).isEqualTo(same.row(row).show(i));
            }
        }
    }

    @Test
    void whatIsNotSetIsNull() {
        Batch batch = Cells.batch(2, 1 << 20);
        for (int i = 0; i < 3; i++) {
            batch.builder().addText("earlier").addTimestamp(INSTANT).endRow();
        }
        batch.reuse();
        RowBlock block = batch.builder().block(3);
        block.setText(1, 0, "only");
        block.setText(2, 0, null);
        block.setDecimal(0, 1, null);
        block.setBytes(1, 1, null);
        block.setJson(2, 1, null);
        block.end();
        for (int row = 0; row < 3; row++) {
            assertThat(batch.row(row).isNull(0)).isEqualTo(row != 1);
            assertThat(batch.row(row).isNull(1)).isTrue();
        }
        assertThat(batch.bytes()).isEqualTo(4);
    }

    @Test
    void aBlockThatWasBegunLeavesNothing() {
        Batch batch = Cells.batch(1, 1 << 20);
        RowBlock block = batch.builder().block(2);
        block.setTimestamp(0, 0, 1, 1);
        block.setTimestamp(1, 0, 1, 1);
        batch.builder().dropRow();
        assertThat(batch.rows()).isZero();
        for (int i = 0; i < 2; i++) {
            batch.builder().addTimestamp(7, 0).endRow();
            assertThat(batch.row(i).timestampAt(0)).isEqualTo(Instant.ofEpochSecond(7));
        }
        batch.builder().block(1).setTimestamp(0, 0, 1, 1);
        batch.reuse();
        for (int i = 0; i < 3; i++) {
            batch.builder().addTimestamp(8, 0).endRow();
            assertThat(batch.row(i).timestampAt(0)).isEqualTo(Instant.ofEpochSecond(8));
        }
    }

    @Test
    void hasOnlyItsOwnRowsAndColumns() {
        Batch batch = Cells.batch(2, 1 << 20);
        RowBlock block = batch.builder().block(2);
        assertThatThrownBy(() -> block.setLong(2, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> block.setLong(-1, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> block.setText(0, 2, "x")).isInstanceOf(IndexOutOfBoundsException.class);
        block.end();
        assertThatThrownBy(() -> block.setLong(0, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(batch.rows()).isEqualTo(2);
    }

    @Test
    void rowsAndBlocksTakeTurns() {
        Batch batch = Cells.batch(1, 1 << 20);
        BatchBuilder builder = batch.builder();
        assertThatThrownBy(() -> builder.block(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.block(1025))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a block of 1025 rows; there is room for 1024");
        builder.addLong(1);
        assertThatThrownBy(() -> builder.block(1)).isInstanceOf(IllegalStateException.class);
        builder.endRow();
        RowBlock block = builder.block(1023);
        assertThatThrownBy(() -> builder.addLong(1)).isInstanceOf(IllegalStateException.class);
        assertThat(builder.isFull()).isFalse();
        block.end();
        assertThat(builder.isFull()).isTrue();
        assertThat(builder.room()).isZero();
    }

    @Test
    void yearsAreZeroTo9999() {
        RowBlock block = Cells.batch(2, 100).builder().block(1);
        block.setDate(0, 1, LocalDate.of(9999, 12, 31).toEpochDay());
        assertThatThrownBy(() -> block.setDate(0, 1, LocalDate.of(10_000, 1, 1).toEpochDay()))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(1));
        assertThatThrownBy(() -> block.setTimestamp(0, 1, BatchBuilder.MAX_SECOND + 1, 0))
                .isInstanceOf(RowFailure.class);
    }
}
