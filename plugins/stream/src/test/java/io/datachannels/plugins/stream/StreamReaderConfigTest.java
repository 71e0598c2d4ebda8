package io.datachannels.plugins.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.plugins.stream.StreamReaderConfig.Cell;
import io.datachannels.plugins.stream.StreamReaderConfig.Type;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamReaderConfigTest {
    private static final String DATES = "yyyy-MM-dd HH:mm:ss";

    private static List<String> problems(StreamReaderConfig config) {
        List<String> problems = new ArrayList<>();
        config.validate((key, message) -> problems.add(key + ": " + message));
        return problems;
    }

    private static Batch batch(Cell cell, int rows) {
        return batch(cell, new StreamReaderPlugin.Slice(0, rows));
    }

    private static Batch batch(Cell cell, StreamReaderPlugin.Slice slice) {
        Batch batch = new Batch(new Schema(List.of(Column.untyped("c"))), 1 << 20, each -> {});
        batch.reuse();
        ColumnSource source = ColumnSource.of(cell, slice, 1, ZoneOffset.UTC);
        assertThat(new SliceReader(new ColumnSource[] {source}, 8, slice.rows()).read(batch.builder()))
                .isFalse();
        return batch;
    }

    @Test
    void saysAllThatIsWrong() {
        StreamReaderConfig config = new StreamReaderConfig(
                List.of(
                        new Cell(null, Type.STRING, null, null, DATES),
                        new Cell("a", Type.STRING, "1,2", null, DATES),
                        new Cell("x", Type.LONG, null, null, DATES)),
                0);
        assertThat(problems(config))
                .containsExactly(
                        "sliceRecordCount: must be 1 or more",
                        "column[0]: must have one of value, random and incr",
                        "column[1]: must have one of value, random and incr",
                        "column[2].value: is not a number");
        assertThat(problems(new StreamReaderConfig(List.of(), 1)))
                .containsExactly("column: must name at least one column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONG|1|must be two values, \"from, to\"",
                "LONG|2,1|must be two values, the smaller first",
                "LONG|a,b|is not a number",
                "LONG|0,9223372036854775807|must be less than 9223372036854775807",
                "DOUBLE|1,NaN|must be two numbers",
                "DOUBLE|2,1|must be two values, the smaller first",
                "STRING|-1,5|must not be negative lengths",
                "BYTES|0,99999999999|must be lengths of at most 16777216",
                "DATE|2026-01-01 00:00:00,tomorrow|is not a date of the form yyyy-MM-dd HH:mm:ss"
            })
    void randomMustFitTheType(Type type, String random, String message) {
        StreamReaderConfig config = new StreamReaderConfig(List.of(new Cell(null, type, random, null, DATES)), 1);
        assertThat(problems(config)).containsExactly("column[0].random: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONG|5,5",
                "LONG|-9223372036854775808,9223372036854775806",
                "DOUBLE|1,1",
                "DECIMAL|-100,100",
                "BOOL|0,1",
                "STRING|0,3",
                "BYTES|2,2",
                "JSON|1,9",
                "DATE|2026-01-01 00:00:00,2026-01-01 00:00:00"
            })
    void whatPassesCanBeDrawn(Type type, String random) {
        Cell cell = new Cell(null, type, random, null, DATES);
        assertThat(problems(new StreamReaderConfig(List.of(cell), 1))).isEmpty();
        assertThat(batch(cell, 100).rows()).isEqualTo(100);
    }

    @Test
    void randomLongsLieWithinTheirBounds() {
        Batch batch = batch(new Cell(null, Type.LONG, "3, 5", null, DATES), 200);
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            seen.add(batch.row(i).longAt(0));
        }
        assertThat(seen).contains(3L, 4L, 5L).allMatch(each -> each >= 3 && each <= 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONG|5|must be two values, \"from, step\"",
                "STRING|1,2|is for the types long, double and date",
                "LONG|9223372036854775806,1|counts too far: its last row's value is out of range",
                "DOUBLE|0,NaN|must be two numbers",
                "DATE|9999-12-31 23:59:58,1|counts too far: its last row's value is out of range"
            })
    void incrMustFitTheTypeAndTheRows(Type type, String incr, String message) {
        StreamReaderConfig config = new StreamReaderConfig(List.of(new Cell(null, type, null, incr, DATES)), 3);
        assertThat(problems(config)).containsExactly("column[0].incr: " + message);
    }

    @Test
    void countsOnFromSliceToSlice() {
        Cell longs = new Cell(null, Type.LONG, null, "10, -2", DATES);
        Cell doubles = new Cell(null, Type.DOUBLE, null, "0, 0.5", DATES);
        Cell dates = new Cell(null, Type.DATE, null, "2026-01-01 00:00:00, 60", DATES);
        for (int slice = 0; slice < 2; slice++) {
            StreamReaderPlugin.Slice hundred = new StreamReaderPlugin.Slice(slice, 100);
            for (int row = 0; row < 100; row++) {
                int all = slice * 100 + row;
                assertThat(batch(longs, hundred).row(row).longAt(0)).isEqualTo(10 - 2 * all);
                assertThat(batch(doubles, hundred).row(row).doubleAt(0)).isEqualTo(all / 2.0);
                assertThat(batch(dates, hundred).row(row).timestampAt(0))
                        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(all * 60L));
            }
        }
    }

    @Test
    void boolsAreDrawnByTheirShares() {
        Batch batch = batch(new Cell(null, Type.BOOL, "1, 3", null, DATES), 1000);
        int trues = 0;
        for (int i = 0; i < batch.rows(); i++) {
            trues += batch.row(i).boolAt(0) ? 1 : 0;
        }
        assertThat(trues).isBetween(700, 800);
        assertThat(problems(new StreamReaderConfig(List.of(new Cell(null, Type.BOOL, "0, 0", null, DATES)), 1)))
                .containsExactly("column[0].random: must be the shares of false and true");
    }

    /** A block is as many rows as a few hundred kilobytes hold, so that a batch stays near its bound. */
    @Test
    void wideRowsComeInSmallBlocks() {
        Cell wide = new Cell(null, Type.STRING, "100000, 100000", null, DATES);
        StreamReaderConfig config = new StreamReaderConfig(List.of(wide), 100);
        assertThat(config.rowBytes()).isEqualTo(100_000);
        Batch batch = new Batch(new Schema(List.of(Column.untyped("c"))), 1 << 20, each -> {});
        batch.reuse();
        ColumnSource source = ColumnSource.of(wide, new StreamReaderPlugin.Slice(0, 100), 1, ZoneOffset.UTC);
        assertThat(new SliceReader(new ColumnSource[] {source}, config.rowBytes(), 100).read(batch.builder()))
                .isTrue();
        assertThat(batch.bytes()).isBetween(1L << 20, (1L << 20) + 256 * 1024);
    }
}
