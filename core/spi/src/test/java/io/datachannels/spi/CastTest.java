package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastTest {
    private static final Cast UTC = Cast.standard(ZoneOffset.UTC);

    /** What each type converts to, for a value that fits. */
    private static final Map<ColumnType, Set<ColumnType>> PAIRS = new EnumMap<>(Map.of(
            ColumnType.BOOL,
            EnumSet.of(ColumnType.BOOL, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.DECIMAL, ColumnType.TEXT),
            ColumnType.LONG,
            EnumSet.complementOf(EnumSet.of(ColumnType.BYTES, ColumnType.JSON)),
            ColumnType.DOUBLE,
            EnumSet.of(ColumnType.LONG, ColumnType.DOUBLE, ColumnType.DECIMAL, ColumnType.TEXT),
            ColumnType.DECIMAL,
            EnumSet.of(ColumnType.LONG, ColumnType.DOUBLE, ColumnType.DECIMAL, ColumnType.TEXT),
            ColumnType.TEXT,
            EnumSet.complementOf(EnumSet.of(ColumnType.JSON)),
            ColumnType.BYTES,
            EnumSet.of(ColumnType.BYTES, ColumnType.TEXT),
            ColumnType.DATE,
            EnumSet.of(ColumnType.LONG, ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TEXT),
            ColumnType.TIMESTAMP,
            EnumSet.of(ColumnType.LONG, ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TEXT),
            ColumnType.JSON,
            EnumSet.of(ColumnType.TEXT, ColumnType.BYTES)));

    @ParameterizedTest
    @EnumSource(ColumnType.class)
    void everyPairOfTypesConvertsOrSaysWhyNot(ColumnType from) {
        for (ColumnType to : ColumnType.values()) {
            if (to == ColumnType.JSON) {
                continue; // no writer asks for it: JSON is text
            }
            boolean fits = PAIRS.get(from).contains(to);
            Row row = fitting(from, to);
            if (fits) {
                converter(to).accept(row);
            } else {
                assertThatThrownBy(() -> converter(to).accept(row))
                        .as("%s to %s", from, to)
                        .isInstanceOfSatisfying(
                                RowFailure.class, e -> assertThat(e.column()).isZero())
                        .hasMessage(from + " cannot be converted to " + to);
            }
        }
    }

    private static Consumer<Row> converter(ColumnType to) {
        return switch (to) {
            case BOOL -> row -> UTC.toBool(row, 0);
            case LONG -> row -> UTC.toLong(row, 0);
            case DOUBLE -> row -> UTC.toDouble(row, 0);
            case DECIMAL -> row -> UTC.toDecimal(row, 0);
            case TEXT, JSON -> row -> UTC.toText(row, 0);
            case BYTES -> row -> UTC.toBytes(row, 0);
            case DATE -> row -> UTC.toDate(row, 0);
            case TIMESTAMP -> row -> UTC.toTimestamp(row, 0);
        };
    }

    private static Row fitting(ColumnType from, ColumnType to) {
        String text = switch (to) {
            case BOOL -> "true";
            case LONG, DOUBLE, DECIMAL, BYTES, TEXT, JSON -> "1";
            case DATE, TIMESTAMP -> "2026-01-01";
        };
        UnaryOperator<BatchBuilder> cell = switch (from) {
            case BOOL -> batch -> batch.addBool(true);
            case LONG -> batch -> batch.addLong(to == ColumnType.BOOL ? 1 : 0);
            case DOUBLE -> batch -> batch.addDouble(1);
            case DECIMAL -> batch -> batch.addDecimal(BigDecimal.ONE);
            case TEXT -> batch -> batch.addText(text);
            case BYTES -> batch -> batch.addBytes(new byte[] {'a'});
            case DATE -> batch -> batch.addDate(1);
            case TIMESTAMP -> batch -> batch.addTimestamp(86_400, 0);
            case JSON -> batch -> batch.addJson("1");
        };
        return Cells.row(cell);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, -1, Long.MAX_VALUE})
    void aNumberThatIsNotZeroOrOneIsNoBool(long value) {
        Row row = Cells.row(batch -> batch.addLong(value));
        assertThatThrownBy(() -> UTC.toBool(row, 0)).hasMessage("is not 0 or 1, so it is not a bool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "", " true", "t"})
    void onlyTrueAndFalseAreBools(String text) {
        assertThatThrownBy(() -> Cast.parseBool(text, 2)).isInstanceOf(RowFailure.class);
    }

    @Test
    void trueAndFalseMayBeWrittenInAnyCase() {
        assertThat(Cast.parseBool("TRUE", 0)).isTrue();
        assertThat(Cast.parseBool("False", 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12,12", "-0,0", "+7,7", "12.0,12", "1e3,1000", "9223372036854775807,9223372036854775807"})
    void wholeNumbersAreLongs(String text, long value) {
        assertThat(Cast.parseLong(text, 0)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5",
                "9223372036854775808",
                "1e30",
                "1e999999999",
                "1e-999999999",
                "0x10",
                "",
                " 1",
                "1 ",
                "NaN",
                "1_0",
                "1L"
            })
    void otherTextIsNoLong(String text) {
        assertThatThrownBy(() -> Cast.parseLong(text, 0)).isInstanceOf(RowFailure.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0x1p63, -0x1.0000000000001p63, Double.NaN, Double.POSITIVE_INFINITY})
    void aDoubleThatIsNotWholeIsNoLong(double value) {
        Row row = Cells.row(batch -> batch.addDouble(value));
        assertThatThrownBy(() -> UTC.toLong(row, 0)).hasMessage("is not a whole 64-bit number");
    }

    @Test
    void theLargestDoublesThatAreLongs() {
        assertThat(UTC.toLong(Cells.row(batch -> batch.addDouble(-0x1p63)), 0)).isEqualTo(Long.MIN_VALUE);
        assertThat(UTC.toLong(Cells.row(batch -> batch.addDouble(0x1.fffffffffffffp62)), 0))
                .isEqualTo(9223372036854774784L);
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740993L, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
    void aLongThatADoubleCannotHoldStaysAway(long value) {
        assertThatThrownBy(() -> UTC.toDouble(Cells.row(batch -> batch.addLong(value)), 0))
                .isInstanceOf(RowFailure.class);
        assertThatThrownBy(() -> UTC.toDouble(Cells.row(batch -> batch.addDecimal(BigDecimal.valueOf(value))), 0))
                .isInstanceOf(RowFailure.class);
        assertThatThrownBy(() -> Cast.parseDouble(Long.toString(value), 0)).isInstanceOf(RowFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1",
        "0.10000000000000001,0.1",
        "0.30000000000000004,0.30000000000000004",
        "1e300,1e300",
        "-1.50,-1.5",
        "123456789012345680,123456789012345680",
        "0.000000000000000000001,1e-21",
        "4.9E-324,4.9E-324",
        "NaN,NaN",
        "-Infinity,-Infinity",
        ".5,0.5",
        "5.,5",
        "+3,3"
    })
    void doublesAreRead(String text, double value) {
        assertThat(Cast.parseDouble(text, 0)).isEqualTo(Double.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1p3",
                " 1",
                "1 ",
                "1f",
                "1d",
                "",
                ".",
                "-",
                "1e",
                "1e400",
                "1e-400",
                "--1",
                "1.2.3",
                "nan",
                "1,5",
                "0.123456789012345678",
                "9007199254740993",
                "1e999999999"
            })
    void whatADoubleCannotHoldIsNone(String text) {
        assertThatThrownBy(() -> Cast.parseDouble(text, 0)).isInstanceOf(RowFailure.class);
    }

    @Test
    void decimalsKeepTheirScale() {
        assertThat(Cast.parseDecimal("1.500", 0)).isEqualTo(new BigDecimal("1.500"));
        assertThat(UTC.toDecimal(Cells.row(batch -> batch.addDouble(0.1)), 0)).isEqualTo(new BigDecimal("0.1"));
        assertThatThrownBy(() -> UTC.toDecimal(Cells.row(batch -> batch.addDouble(Double.NaN)), 0))
                .hasMessage("is not a number, so it is not a decimal");
    }

    @Test
    void aHugeExponentDoesNotBecomeAHugeText() {
        BigDecimal huge = new BigDecimal("1E+999999999");
        assertThat(UTC.toText(Cells.row(batch -> batch.addDecimal(huge)), 0)).isEqualTo("1E+999999999");
        assertThat(UTC.toText(Cells.row(batch -> batch.addDecimal(new BigDecimal("1E+3"))), 0))
                .isEqualTo("1000");
    }

    @ParameterizedTest
    @CsvSource({"1E10,10000000000", "1E-5,0.000010", "1E21,1.0E21", "1E-10,1.0E-10", "-0.0,-0.0", "NaN,NaN"})
    void doublesAreWrittenPlainUnlessThereWereManyNoughts(double value, String text) {
        assertThat(UTC.toText(Cells.row(batch -> batch.addDouble(value)), 0)).isEqualTo(text);
    }

    @Test
    void bytesAreTextOnlyIfTheyAreUtf8() {
        byte[] text = "käse 🚲".getBytes(StandardCharsets.UTF_8);
        assertThat(UTC.toText(Cells.row(batch -> batch.addBytes(text)), 0)).isEqualTo("käse 🚲");
        assertThat(UTC.toBytes(Cells.row(batch -> batch.addText("käse 🚲")), 0)).isEqualTo(text);
        Row bad = Cells.row(batch -> batch.addBytes(new byte[] {(byte) 0xc3, 'x'}));
        assertThatThrownBy(() -> UTC.toText(bad, 0)).hasMessage("holds bytes that are not UTF-8 text");
        Row half = Cells.row(batch -> batch.addText("half \ud83d"));
        assertThatThrownBy(() -> UTC.toBytes(half, 0)).isInstanceOf(RowFailure.class);
    }

    @Test
    void datesAndMillisecondsGoByTheJobsZone() {
        Cast shanghai = Cast.standard(ZoneId.of("GMT+8"));
        Row date = Cells.row(batch -> batch.addDate(LocalDate.of(1970, 1, 1)));
        assertThat(shanghai.toLong(date, 0)).isEqualTo(-28_800_000);
        assertThat(shanghai.toTimestamp(date, 0)).isEqualTo(Instant.ofEpochSecond(-28_800));
        assertThat(shanghai.toText(date, 0)).isEqualTo("1970-01-01");
        Row millis = Cells.row(batch -> batch.addLong(-28_800_000));
        assertThat(shanghai.toDate(millis, 0)).isEqualTo(LocalDate.of(1970, 1, 1));
        assertThatThrownBy(() -> UTC.toDate(millis, 0)).hasMessage("has a time of day, which a date cannot hold");
    }

    @Test
    void aDateComesBackFromItsInstantOnADayWithoutMidnight() {
        Cast saoPaulo = Cast.standard(ZoneId.of("America/Sao_Paulo"));
        LocalDate day = LocalDate.of(2018, 11, 4);
        Instant begin = saoPaulo.toTimestamp(Cells.row(batch -> batch.addDate(day)), 0);
        assertThat(saoPaulo.toDate(Cells.row(batch -> batch.addTimestamp(begin)), 0))
                .isEqualTo(day);
    }

    @Test
    void aFractionOfAMillisecondIsNotLost() {
        assertThat(UTC.toLong(Cells.row(batch -> batch.addTimestamp(1, 5_000_000)), 0))
                .isEqualTo(1005);
        assertThatThrownBy(() -> UTC.toLong(Cells.row(batch -> batch.addTimestamp(1, 1)), 0))
                .isInstanceOf(RowFailure.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000L, -62_167_219_200_001L})
    void millisecondsOutsideTheYearsAreNoTimestamp(long millis) {
        Row row = Cells.row(batch -> batch.addLong(millis));
        assertThatThrownBy(() -> UTC.toTimestamp(row, 0)).isInstanceOf(RowFailure.class);
        assertThatThrownBy(() -> UTC.toDate(row, 0)).isInstanceOf(RowFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05,2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.1,2026-01-02T03:04:05.1Z",
        "2026-01-02 03:04:05.123456789,2026-01-02T03:04:05.123456789Z",
        "1969-12-31 23:59:59.5,1969-12-31T23:59:59.5Z",
        "2026-01-02,2026-01-02T00:00:00Z",
        "20260102,2026-01-02T00:00:00Z",
        "2026-01-02T03:04:05+08:00,2026-01-01T19:04:05Z",
        "2026-01-02T03:04:05.25Z,2026-01-02T03:04:05.25Z"
    })
    void timestampsAreReadInAnyOfTheJobsFormats(String text, Instant instant) {
        assertThat(UTC.parseTimestamp(text, 0)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02 03:04:05.", "2026-01-02 03:04:05.1234567890", "2026-01-02 03:04:05.1x", "2026-02-30",
                "yesterday", "", "1767225600000", "2026-01-02T03:04:05"
            })
    void otherTextIsNoTimestamp(String text) {
        assertThatThrownBy(() -> UTC.parseTimestamp(text, 1))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(1))
                .hasMessage("is not a date of the form yyyy-MM-dd HH:mm:ss");
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss,2026-01-02 03:04:05.1234",
        "yyyy-MM-dd HH:mm:ss.SSS,2026-01-02 03:04:05.123",
        "yyyy-MM-dd,2026-01-02",
        "yyyy-MM-dd'T'HH:mm:ssX,2026-01-02T03:04:05Z"
    })
    void aFractionIsAppendedToSecondsAlone(String pattern, String text) {
        Cast cast = new Cast(ZoneOffset.UTC, pattern, "yyyy-MM-dd", List.of());
        Row row = Cells.row(batch -> batch.addTimestamp(Instant.parse("2026-01-02T03:04:05.1234Z")));
        assertThat(cast.toText(row, 0)).isEqualTo(text);
    }
}
