package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as text, judged by exact decimals and by Java's own. */
class NumberTextTest {
    private static final int RANDOM = 20_000;

    private final SplittableRandom random = new SplittableRandom(20261122);

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 9, 10, 99, 100, 101, 999_999_999, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void edgesOfWholeNumbers(long value) {
        assertThat(text(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void wholeNumbersOfAllLengths() {
        long power = 1;
        for (int digits = 1; digits < 19; digits++, power *= 10) {
            for (long value : new long[] {power, power - 1, power + 1, -power, random.nextLong() >> 3 * digits}) {
                assertThat(text(value)).isEqualTo(Long.toString(value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "-1.5, -1.5",
        "123456.789, 123456.789",
        "1234567.0, 1234567.0",
        "0.001, 0.001",
        "0.1, 0.1",
        "1.0E7, 10000000",
        "1.25E7, 12500000",
        "12345678.9, 12345678.9",
        "1.0E20, 100000000000000000000",
        "1.0E21, 1.0E21",
        "1.0E-4, 0.00010",
        "1.5E-4, 0.00015",
        "1.0E-9, 0.0000000010",
        "9.99E-10, 9.99E-10",
        "1.234567890123456E-9, 0.000000001234567890123456",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "4.9E-324, 4.9E-324",
        "9.9E-324, 9.9E-324",
        "1.5E-323, 1.5E-323",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "-1.7976931348623157E308, -1.7976931348623157E308",
        // Java writes these longer than they have to be, or not as the nearest, before its release 19.
        "2.0E-3, 0.002",
        "2.0E23, 2.0E23",
        "1.0E23, 1.0E23",
        "2.2E-322, 2.2E-322",
        "8.41E21, 8.41E21",
        "2.0E-322, 2.0E-322",
        "9.5E-322, 9.5E-322"
    })
    void doublesAsTheyAreWritten(double value, String written) {
        assertThat(text(value)).isEqualTo(written);
    }

    @Test
    void doublesAreTheNearestOfTheShortestDecimals() {
        DoubleStream.of(IntStream.rangeClosed(-1074, 1023)
                        .mapToDouble(each -> Math.scalb(1.0, each))
                        .toArray())
                .flatMap(each -> DoubleStream.of(Math.nextDown(each), each, Math.nextUp(each)))
                .filter(each -> each > 0)
                .forEach(NumberTextTest::check);
        IntStream.rangeClosed(-323, 308)
                .mapToDouble(each -> Double.parseDouble("1e" + each))
                .forEach(NumberTextTest::check);
        IntStream.rangeClosed(1, 500).mapToDouble(Double::longBitsToDouble).forEach(NumberTextTest::check);
        List<DoubleSupplier> kinds = List.of(
                () -> Double.longBitsToDouble(random.nextLong() >>> 1),
                random::nextDouble,
                () -> random.nextInt(1_000_000_000) / 100.0,
                () -> random.nextLong() / 1e6,
                () -> (double) (random.nextLong() >>> random.nextInt(11)));
        for (int i = 0; i < RANDOM; i++) {
            double value = Math.abs(kinds.get(i % kinds.size()).getAsDouble());
            if (Double.isFinite(value) && value != 0) {
                check(value);
            }
        }
    }

    /** Java's own text where that is the nearest of the shortest, which it is not always before its release 19. */
    private static void check(double value) {
        BigDecimal shortest = shortest(value);
        assertThat(new BigDecimal(text(value))).isEqualByComparingTo(shortest);
        String java = Double.toString(value);
        if (new BigDecimal(java).compareTo(shortest) == 0) {
            boolean plain = java.indexOf('E') >= 0 && value >= 1e-9 && value < 1e21;
            assertThat(text(value)).isEqualTo(plain ? new BigDecimal(java).toPlainString() : java);
        }
        assertThat(text(-value)).isEqualTo("-" + text(value));
        double read = parse(text(value));
        boolean mayBeLeft = value < 0.1 || value >= 1e15;
        assertThat(mayBeLeft && Double.isNaN(read) ? value : read).isEqualTo(value);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 2; ; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean isBelow = below.doubleValue() == value;
            boolean isAbove = above.doubleValue() == value;
            if (isBelow && isAbove) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            } else if (isBelow || isAbove) {
                return isBelow ? below : above;
            }
        }
    }

    @Test
    void whatIsReadIsWhatTheCastReads() {
        int fast = 0;
        for (int i = 0; i < RANDOM; i++) {
            String digits = Long.toString(random.nextLong() >> random.nextInt(63));
            int point = random.nextInt(digits.length() + 1);
            String text = i % 3 == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
            double read = parse(text);
            if (!Double.isNaN(read)) {
                assertThat(read).as(text).isEqualTo(Cast.parseDouble(text, 0));
                fast++;
            }
        }
        assertThat(fast).isGreaterThan(RANDOM * 2 / 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "-0.0, -0.0",
        "00012.50, 12.5",
        "00000000000000000012345678901.5, 12345678901.5",
        "0000000000000000.1234567890123456, 0.1234567890123456",
        "5., 5",
        ".5, 0.5",
        "0.3, 0.3",
        "123456789012345, 123456789012345",
        "0.12345678901234568, 0.12345678901234568",
        "9007199254740992, 9007199254740992",
        "100000000000000000, 1e17",
        "0.30000000000000004, 0.30000000000000004",
        "0.012345678901234567, 0.012345678901234567",
    })
    void plainNumbersAreRead(String text, double value) {
        assertThat(parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.2.3",
                "1e5",
                "+1",
                " 1",
                "1 ",
                "NaN",
                "Infinity",
                "1,5",
                "--1",
                "0x1",
                "1d",
                "٣",
                "1234567890123456789",
                "0.1234567890123456789",
                "0.10000000000000001"
            })
    void whatIsNotSureIsLeft(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void eightDigitsAreReadAtOnceAndNothingElse() {
        for (int place = 0; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = "x90817263y".getBytes(StandardCharsets.US_ASCII);
                bytes[1 + place] = (byte) value;
                boolean isDigit = value >= '0' && value <= '9';
                String text = new String(bytes, 1, 8, StandardCharsets.ISO_8859_1);
                assertThat(NumberText.parseEight(bytes, 1)).isEqualTo(isDigit ? Integer.parseInt(text) : -1);
            }
        }
    }

    @Test
    void onlyTheGivenBytesAreRead() {
        byte[] bytes = "x12.5y".getBytes(StandardCharsets.US_ASCII);
        assertThat(NumberText.parseDouble(bytes, 1, 5)).isEqualTo(12.5);
        assertThat(NumberText.parseDouble(bytes, 1, 4)).isEqualTo(12);
    }

    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return NumberText.parseDouble(bytes, 0, bytes.length);
    }

    private static String text(double value) {
        byte[] bytes = new byte[NumberText.MAX_BYTES];
        return new String(bytes, 0, NumberText.put(value, bytes, 0), StandardCharsets.US_ASCII);
    }

    private static String text(long value) {
        byte[] bytes = new byte[NumberText.MAX_BYTES];
        return new String(bytes, 0, NumberText.put(value, bytes, 0), StandardCharsets.US_ASCII);
    }
}
