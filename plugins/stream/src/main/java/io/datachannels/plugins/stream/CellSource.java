package io.datachannels.plugins.stream;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.DatePattern;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** Adds one column's next cell. */
@FunctionalInterface
interface CellSource {
    String ORDER = "must be two values, the smaller first";
    int MAX_LENGTH = 1 << 24;

    void addTo(BatchBuilder batch);

    /**
     * The source of a column's cells; the same seed gives the same cells.
     *
     * @throws RuntimeException if value or random does not fit the type; the message says how
     */
    static CellSource of(StreamReaderConfig.Cell cell, long seed, ZoneId zone) {
        DatePattern dates = new DatePattern(cell.dateFormat(), zone);
        return cell.random() == null ? constant(cell, dates) : random(cell, dates, new SplittableRandom(seed));
    }

    private static CellSource constant(StreamReaderConfig.Cell cell, DatePattern dates) {
        String value = cell.value();
        switch (cell.type()) {
            case LONG -> {
                long number = Cast.parseLong(value, 0);
                return batch -> batch.addLong(number);
            }
            case DOUBLE -> {
                double number = Cast.parseDouble(value, 0);
                return batch -> batch.addDouble(number);
            }
            case BOOL -> {
                boolean bool = Cast.parseBool(value, 0);
                return batch -> batch.addBool(bool);
            }
            case DECIMAL -> {
                BigDecimal number = Cast.parseDecimal(value, 0);
                return batch -> batch.addDecimal(number);
            }
            case DATE -> {
                Instant date = dates.parse(value, 0);
                return batch -> batch.addTimestamp(date);
            }
            case BYTES -> {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                return batch -> batch.addBytes(bytes);
            }
            case JSON -> {
                return batch -> batch.addJson(value);
            }
            case STRING -> {
                return batch -> batch.addText(value);
            }
            default -> throw new IllegalArgumentException("no such type: " + cell.type());
        }
    }

    private static CellSource random(StreamReaderConfig.Cell cell, DatePattern dates, SplittableRandom random) {
        String[] bounds = cell.random().split(",");
        check(bounds.length == 2, "must be two values, \"from, to\"");
        String low = bounds[0].trim();
        String high = bounds[1].trim();
        return switch (cell.type()) {
            case LONG -> longs(low, high, Long.MIN_VALUE, random, number -> batch -> batch.addLong(number));
            case DOUBLE -> {
                double from = Cast.parseDouble(low, 0);
                double to = Math.nextUp(Cast.parseDouble(high, 0));
                check(Double.isFinite(from) && Double.isFinite(to), "must be two numbers");
                check(from < to, ORDER);
                yield batch -> batch.addDouble(random.nextDouble(from, to));
            }
            case BOOL -> batch -> batch.addBool(random.nextBoolean());
            case DECIMAL ->
                longs(
                        low,
                        high,
                        Long.MIN_VALUE,
                        random,
                        number -> batch -> batch.addDecimal(BigDecimal.valueOf(number, 2)));
            case DATE -> {
                long from = dates.parse(low, 0).getEpochSecond();
                long to = dates.parse(high, 0).getEpochSecond();
                check(from <= to, ORDER);
                yield batch -> batch.addTimestamp(random.nextLong(from, to + 1), 0);
            }
            case BYTES -> longs(low, high, 0, random, length -> batch -> batch.addBytes(letters(random, length)));
            case STRING ->
                longs(
                        low,
                        high,
                        0,
                        random,
                        length -> batch ->
                                batch.addText(new String(letters(random, length), StandardCharsets.ISO_8859_1)));
            case JSON ->
                longs(low, high, Long.MIN_VALUE, random, number -> batch -> batch.addJson(Long.toString(number)));
        };
    }

    private static CellSource longs(
            String low, String high, long least, SplittableRandom random, LongFunction<CellSource> cell) {
        long from = Cast.parseLong(low, 0);
        long to = Cast.parseLong(high, 0);
        check(from <= to, ORDER);
        check(from >= least, "must not be negative lengths");
        check(least < 0 || to <= MAX_LENGTH, "must be lengths of at most " + MAX_LENGTH);
        check(to < Long.MAX_VALUE, "must be less than " + Long.MAX_VALUE);
        return batch -> cell.apply(random.nextLong(from, to + 1)).addTo(batch);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static byte[] letters(SplittableRandom random, long length) {
        byte[] letters = new byte[(int) length];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }
}
