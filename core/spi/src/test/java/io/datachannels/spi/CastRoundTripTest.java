package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Value to text and back, for many values; the repetition is the seed. */
class CastRoundTripTest {
    private static final int VALUES = 2_000;
    private static final Cast CAST = Cast.standard(ZoneId.of("GMT+8"));

    @RepeatedTest(5)
    void everyLong(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            String text = CAST.toText(Cells.row(batch -> batch.addLong(value)), 0);
            assertThat(Cast.parseLong(text, 0)).isEqualTo(value);
            assertThat(Cast.parseDecimal(text, 0)).isEqualTo(BigDecimal.valueOf(value));
        }
    }

    @RepeatedTest(5)
    void everyDouble(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = CAST.toText(Cells.row(batch -> batch.addDouble(value)), 0);
            assertThat(Cast.parseDouble(text, 0)).as(text).isEqualTo(Double.valueOf(value));
            double amount = random.nextInt(1_000_000_000) / 100.0;
            String plain = CAST.toText(Cells.row(batch -> batch.addDouble(amount)), 0);
            assertThat(Cast.parseDouble(plain, 0)).as(plain).isEqualTo(amount);
            assertThat(CAST.toDecimal(Cells.row(batch -> batch.addDouble(amount)), 0)
                            .doubleValue())
                    .isEqualTo(amount);
        }
    }

    @RepeatedTest(5)
    void everyDecimal(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(200), random), random.nextInt(60) - 10);
            String text = CAST.toText(Cells.row(batch -> batch.addDecimal(value)), 0);
            assertThat(Cast.parseDecimal(text, 0)).isEqualByComparingTo(value);
        }
    }

    /** A double that was read from a decimal gives back that decimal when written with as many digits. */
    @RepeatedTest(5)
    void noDecimalChangesInADouble(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            BigDecimal value =
                    new BigDecimal(BigInteger.valueOf(random.nextLong(1_000_000_000_000_000_000L)), random.nextInt(30));
            try {
                double result = Cast.parseDouble(value.toPlainString(), 0);
                BigDecimal lastDigit = value.stripTrailingZeros().ulp();
                assertThat(new BigDecimal(result).subtract(value).abs()).isLessThan(lastDigit);
            } catch (RowFailure e) {
                assertThat(value.stripTrailingZeros().precision()).isGreaterThan(15);
            }
        }
    }

    @RepeatedTest(5)
    void everyTimestampAndDate(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            long second = random.nextLong(-62_167_190_400L, 253_402_272_000L);
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            String text = CAST.toText(Cells.row(batch -> batch.addTimestamp(instant)), 0);
            assertThat(CAST.parseTimestamp(text, 0)).as(text).isEqualTo(instant);
            LocalDate date = LocalDate.ofEpochDay(random.nextLong(-719_528, 2_932_897));
            String day = CAST.toText(Cells.row(batch -> batch.addDate(date)), 0);
            assertThat(CAST.toDate(Cells.row(batch -> batch.addText(day)), 0))
                    .as(day)
                    .isEqualTo(date);
        }
    }

    @RepeatedTest(5)
    void everyText(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            String text = random.ints(random.nextInt(20), 1, 0x110000)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] bytes = CAST.toBytes(Cells.row(batch -> batch.addText(text)), 0);
            assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            assertThat(CAST.toText(Cells.row(batch -> batch.addBytes(bytes)), 0))
                    .isEqualTo(text);
        }
    }
}
