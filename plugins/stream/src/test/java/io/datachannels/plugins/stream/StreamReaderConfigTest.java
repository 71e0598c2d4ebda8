package io.datachannels.plugins.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.plugins.stream.StreamReaderConfig.Cell;
import io.datachannels.plugins.stream.StreamReaderConfig.Type;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
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
        Batch batch = new Batch(new Schema(List.of(Column.untyped("c"))), 1 << 20, each -> {});
        batch.reuse();
        CellSource source = CellSource.of(cell, 1, ZoneOffset.UTC);
        for (int i = 0; i < rows; i++) {
            source.addTo(batch.builder());
            batch.builder().endRow();
        }
        return batch;
    }

    @Test
    void saysAllThatIsWrong() {
        StreamReaderConfig config = new StreamReaderConfig(
                List.of(
                        new Cell(null, Type.STRING, null, DATES),
                        new Cell("a", Type.STRING, "1,2", DATES),
                        new Cell("x", Type.LONG, null, DATES)),
                0);
        assertThat(problems(config))
                .containsExactly(
                        "sliceRecordCount: must be 1 or more",
                        "column[0]: must have either value or random",
                        "column[1]: must have either value or random",
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
        StreamReaderConfig config = new StreamReaderConfig(List.of(new Cell(null, type, random, DATES)), 1);
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
        Cell cell = new Cell(null, type, random, DATES);
        assertThat(problems(new StreamReaderConfig(List.of(cell), 1))).isEmpty();
        assertThat(batch(cell, 100).rows()).isEqualTo(100);
    }

    @Test
    void randomLongsLieWithinTheirBounds() {
        Batch batch = batch(new Cell(null, Type.LONG, "3, 5", DATES), 200);
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            seen.add(batch.row(i).longAt(0));
        }
        assertThat(seen).contains(3L, 4L, 5L).allMatch(each -> each >= 3 && each <= 5);
    }
}
