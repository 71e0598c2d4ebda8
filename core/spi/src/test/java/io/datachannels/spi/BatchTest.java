package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    @Test
    void keepsACellOfEveryType() {
        Batch batch = Cells.batch(10, 1 << 20);
        byte[] bytes = {1, 2, 3};
        batch.builder()
                .addBool(true)
                .addLong(Long.MIN_VALUE)
                .addDouble(-0.0)
                .addDecimal(new BigDecimal("1.50"))
                .addText("text")
                .addBytes(bytes)
                .addDate(LocalDate.of(2026, 2, 28))
                .addTimestamp(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .addJson("{}")
                .addNull()
                .endRow();
        Row row = batch.row(0);
        assertThat(row.boolAt(0)).isTrue();
        assertThat(row.longAt(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Double.doubleToRawLongBits(row.doubleAt(2))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(row.decimalAt(3)).isEqualTo(new BigDecimal("1.50"));
        assertThat(row.textAt(4)).isEqualTo("text");
        assertThat(row.bytesAt(5)).isSameAs(bytes);
        assertThat(row.dateAt(6)).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(row.timestampAt(7)).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456789Z"));
        assertThat(row.jsonAt(8)).isEqualTo("{}");
        assertThat(row.isNull(9)).isTrue();
        assertThat(row.typeAt(9)).isNull();
    }

    @Test
    void aNullInAnyReferenceIsANullCell() {
        Batch batch = Cells.batch(6, 1 << 20);
        batch.builder()
                .addDecimal(null)
                .addText(null)
                .addBytes(null)
                .addJson(null)
                .addDate(null)
                .addTimestamp(null)
                .endRow();
        for (int i = 0; i < 6; i++) {
            assertThat(batch.row(0).isNull(i)).isTrue();
        }
        assertThat(batch.bytes()).isZero();
    }

    @Test
    void countsBytesAsRowsEnd() {
        Batch batch = Cells.batch(2, 100);
        batch.builder().addText("four").addLong(1);
        assertThat(batch.bytes()).as("a row that is not ended").isZero();
        batch.builder().endRow();
        assertThat(batch.bytes()).isEqualTo(12);
        batch.builder().addBool(true).addBytes(new byte[9]).endRow();
        assertThat(batch.bytes()).isEqualTo(22);
        batch.builder().addText("dropped").dropRow();
        assertThat(batch.bytes()).isEqualTo(22);
        assertThat(batch.rows()).isEqualTo(2);
    }

    @Test
    void aRowThatWasDroppedLeavesNothing() {
        Batch batch = Cells.batch(2, 100);
        batch.builder().addTimestamp(0, 5).addText("gone").dropRow();
        batch.builder().addTimestamp(7, 0).addNull().endRow();
        assertThat(batch.row(0).timestampAt(0)).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(batch.row(0).isNull(1)).isTrue();
    }

    @Test
    void isFullByBytesAfterTheRowThatWentBeyond() {
        Batch batch = Cells.batch(1, 10);
        batch.builder().addText("123456789").endRow();
        assertThat(batch.builder().isFull()).isFalse();
        batch.builder().addText("x".repeat(1_000_000)).endRow();
        assertThat(batch.builder().isFull()).isTrue();
        assertThat(batch.bytes()).isEqualTo(1_000_009);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 70_000})
    void isFullByRowsAndFewerOfWideOnes(int columns) {
        Batch batch = Cells.batch(columns, Long.MAX_VALUE);
        int rows = 0;
        while (!batch.builder().isFull()) {
            for (int i = 0; i < columns; i++) {
                batch.builder().addNull();
            }
            batch.builder().endRow();
            rows++;
        }
        assertThat(rows).isEqualTo(Math.max(1, Math.min(1024, 64 * 1024 / columns)));
    }

    @Test
    void aRowMustHaveAllItsCellsAndNoMore() {
        BatchBuilder builder = Cells.batch(2, 100).builder();
        builder.addLong(1);
        assertThatThrownBy(builder::endRow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the row has 1 of 2 cells");
        builder.addLong(2);
        assertThatThrownBy(() -> builder.addLong(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the row has more than 2 cells");
    }

    @Test
    void readingAsAnotherTypeNamesTheColumn() {
        Batch batch = Cells.batch(2, 100);
        batch.builder().addLong(1).addNull().endRow();
        Row row = batch.row(0);
        assertThatThrownBy(() -> row.textAt(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column c was read as TEXT but is LONG");
        assertThatThrownBy(() -> row.boolAt(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column c1 was read as BOOL but is null");
        assertThatThrownBy(() -> row.isNull(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("column 2 of 2");
        assertThatThrownBy(() -> batch.row(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0000-01-01T00:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2262-04-12T00:00:00.000000001Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void timestampsKeepTheirNanoseconds(Instant instant) {
        Row row = Cells.row(batch -> batch.addTimestamp(instant));
        assertThat(row.timestampAt(0)).isEqualTo(instant);
        assertThat(row.epochSecondAt(0)).isEqualTo(instant.getEpochSecond());
        assertThat(row.nanosAt(0)).isEqualTo(instant.getNano());
    }

    @Test
    void yearsAreZeroTo9999() {
        assertThat(Cells.row(batch -> batch.addDate(LocalDate.of(0, 1, 1))).dateAt(0))
                .isEqualTo(LocalDate.of(0, 1, 1));
        assertThat(Cells.row(batch -> batch.addDate(LocalDate.of(9999, 12, 31))).dateAt(0))
                .isEqualTo(LocalDate.of(9999, 12, 31));
        BatchBuilder builder = Cells.batch(2, 100).builder();
        builder.addNull();
        assertThatThrownBy(() -> builder.addDate(LocalDate.of(10_000, 1, 1)))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(1));
        assertThatThrownBy(() -> builder.addDate(LocalDate.of(-1, 12, 31))).isInstanceOf(RowFailure.class);
        assertThatThrownBy(() -> builder.addTimestamp(Instant.parse("-0001-12-31T23:59:59Z")))
                .isInstanceOf(RowFailure.class);
        assertThatThrownBy(() -> builder.addTimestamp(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(RowFailure.class);
        builder.addLong(1).endRow();
    }

    @Test
    void copiesCellsBetweenBatches() {
        Batch from = Cells.batch(9, 1000);
        from.builder()
                .addBool(true)
                .addLong(2)
                .addDouble(3)
                .addDecimal(BigDecimal.TEN)
                .addText("five")
                .addBytes(new byte[6])
                .addTimestamp(7, 7)
                .addJson("[8]")
                .addNull()
                .endRow();
        Batch to = Cells.batch(9, 1000);
        for (int i = 0; i < 9; i++) {
            to.builder().addCell(from.row(0), i);
        }
        to.builder().endRow();
        for (int i = 0; i < 9; i++) {
            assertThat(to.row(0).typeAt(i)).isEqualTo(from.row(0).typeAt(i));
            assertThat(to.row(0).show(i)).isEqualTo(from.row(0).show(i));
        }
        assertThat(to.bytes()).isEqualTo(from.bytes());
    }

    @Test
    void showsEveryCellShortly() {
        assertThat(Cells.row(batch -> batch.addText("x".repeat(1000))).show(0)).hasSize(201);
        assertThat(Cells.row(batch -> batch.addBytes(new byte[3])).show(0)).isEqualTo("3 bytes");
        assertThat(Cells.row(BatchBuilder::addNull).show(0)).isEqualTo("null");
        assertThat(Cells.row(batch -> batch.addDate(0)).show(0)).isEqualTo("1970-01-01");
    }

    @Test
    void aCursorOfItsOwnDoesNotMoveTheBatchs() {
        Batch batch = Cells.batch(1, 100);
        batch.builder().addLong(0).endRow();
        batch.builder().addLong(1).endRow();
        Row row = batch.row(0);
        assertThat(batch.cursor(1).longAt(0)).isEqualTo(1);
        assertThat(row.longAt(0)).isZero();
    }

    @Test
    void goesHomeWhenItsLastHolderReleasesIt() {
        List<Batch> home = new ArrayList<>();
        Batch batch = new Batch(Cells.schema(1), 100, home::add);
        batch.reuse();
        batch.builder().addText("x").endRow();
        batch.retain();
        batch.release();
        assertThat(home).isEmpty();
        batch.release();
        assertThat(home).containsExactly(batch);
        assertThat(batch.rows()).isZero();
        assertThatThrownBy(batch::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeRetainedOnceItWentHome() {
        Batch batch = Cells.batch(1, 100);
        batch.release();
        assertThatThrownBy(batch::retain).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isEmptyWhenReused() {
        Batch batch = Cells.batch(1, 100);
        batch.builder().addText("x").endRow();
        batch.builder().addText("begun");
        batch.reuse();
        assertThat(batch.rows()).isZero();
        assertThat(batch.bytes()).isZero();
        batch.builder().addLong(4).endRow();
        assertThat(batch.row(0).longAt(0)).isEqualTo(4);
    }
}
