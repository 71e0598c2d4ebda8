package io.datachannels.plugins.stream;

import io.datachannels.spi.Cast;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.RowBlock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;

/** Fills one column, block after block. */
@FunctionalInterface
interface ColumnSource {
    int MAX_LENGTH = 1 << 24;
    long MIN_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long MAX_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    String ORDER = "must be two values, the smaller first";
    String TOO_FAR = "counts too far: its last row's value is out of range";

    void fill(RowBlock block, int column);

    /**
     * The source of a column's cells; the same seed gives the same cells.
     *
     * @throws RuntimeException if value, random or incr does not fit the type; the message says how
     */
    static ColumnSource of(StreamReaderConfig.Cell cell, StreamReaderPlugin.Slice slice, long seed, ZoneId zone) {
        DatePattern dates = new DatePattern(cell.dateFormat(), zone);
        if (cell.value() != null) {
            return constant(cell.type(), cell.value(), dates);
        }
        String[] terms = (cell.random() == null ? cell.incr() : cell.random()).split(",");
        check(terms.length == 2, "must be two values, " + (cell.random() == null ? "\"from, step\"" : "\"from, to\""));
        String first = terms[0].trim();
        String second = terms[1].trim();
        return cell.random() == null
                ? counting(cell.type(), first, second, dates, slice)
                : random(cell.type(), first, second, dates, seed);
    }

    private static ColumnSource constant(StreamReaderConfig.Type type, String value, DatePattern dates) {
        return switch (type) {
            case LONG -> longs(Numbers.counting(Cast.parseLong(value, 0), 0));
            case DOUBLE -> {
                double number = Cast.parseDouble(value, 0);
                yield (block, column) -> {
                    for (int i = 0; i < block.rows(); i++) {
                        block.setDouble(i, column, number);
                    }
                };
            }
            case BOOL -> bools(Numbers.counting(Cast.parseBool(value, 0) ? 1 : 0, 0), 1);
            case DATE -> {
                Instant date = dates.parse(value, 0);
                yield dates(Numbers.counting(date.getEpochSecond(), 0), date.getNano());
            }
            case DECIMAL -> {
                BigDecimal number = Cast.parseDecimal(value, 0);
                yield (block, column) -> {
                    for (int i = 0; i < block.rows(); i++) {
                        block.setDecimal(i, column, number);
                    }
                };
            }
            case BYTES -> {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                yield (block, column) -> {
                    for (int i = 0; i < block.rows(); i++) {
                        block.setBytes(i, column, bytes);
                    }
                };
            }
            case STRING ->
                (block, column) -> {
                    for (int i = 0; i < block.rows(); i++) {
                        block.setText(i, column, value);
                    }
                };
            case JSON ->
                (block, column) -> {
                    for (int i = 0; i < block.rows(); i++) {
                        block.setJson(i, column, value);
                    }
                };
        };
    }

    private static ColumnSource counting(
            StreamReaderConfig.Type type,
            String first,
            String step,
            DatePattern dates,
            StreamReaderPlugin.Slice slice) {
        return switch (type) {
            case LONG -> longs(counting(Cast.parseLong(first, 0), step, slice, Long.MIN_VALUE, Long.MAX_VALUE));
            case DOUBLE -> new CountingDoubles(slice.firstRow(), finite(first), finite(step));
            case DATE -> {
                long from = dates.parse(first, 0).getEpochSecond();
                yield dates(counting(from, step, slice, MIN_SECOND, MAX_SECOND), 0);
            }
            default -> throw new IllegalArgumentException("is for the types long, double and date");
        };
    }

    private static Numbers counting(long from, String step, StreamReaderPlugin.Slice slice, long least, long greatest) {
        long by = Cast.parseLong(step, 0);
        try {
            long begin = Math.addExact(from, Math.multiplyExact(slice.firstRow(), by));
            long end = Math.addExact(begin, Math.multiplyExact(slice.rows() - 1, by));
            check(Math.min(begin, end) >= least && Math.max(begin, end) <= greatest, TOO_FAR);
            return Numbers.counting(begin, by);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(TOO_FAR, e);
        }
    }

    private static ColumnSource random(
            StreamReaderConfig.Type type, String first, String last, DatePattern dates, long seed) {
        return switch (type) {
            case LONG -> longs(numbers(first, last, seed));
            case DOUBLE -> {
                double from = finite(first);
                double to = finite(last);
                check(from <= to, ORDER);
                yield doubles(Numbers.random(0, (1L << 53) - 1, seed), from, (to - from) * 0x1p-53);
            }
            case BOOL -> {
                long falses = Cast.parseLong(first, 0);
                long trues = Cast.parseLong(last, 0);
                check(falses >= 0 && trues >= 0 && falses + trues > 0, "must be the shares of false and true");
                yield bools(Numbers.random(0, falses + trues - 1, seed), falses);
            }
            case DATE -> {
                long from = dates.parse(first, 0).getEpochSecond();
                long to = dates.parse(last, 0).getEpochSecond();
                check(from <= to, ORDER);
                yield dates(Numbers.random(from, to, seed), 0);
            }
            case DECIMAL -> {
                Numbers cents = numbers(first, last, seed);
                yield (block, column) -> {
                    long[] next = cents.next(block.rows());
                    for (int i = 0; i < block.rows(); i++) {
                        block.setDecimal(i, column, BigDecimal.valueOf(next[i], 2));
                    }
                };
            }
            case BYTES -> {
                Numbers lengths = lengths(first, last, seed);
                SplittableRandom letters = new SplittableRandom(seed);
                yield (block, column) -> {
                    long[] next = lengths.next(block.rows());
                    for (int i = 0; i < block.rows(); i++) {
                        block.setBytes(i, column, letters(letters, next[i]));
                    }
                };
            }
            case STRING -> {
                Numbers lengths = lengths(first, last, seed);
                SplittableRandom letters = new SplittableRandom(seed);
                yield (block, column) -> {
                    long[] next = lengths.next(block.rows());
                    for (int i = 0; i < block.rows(); i++) {
                        block.setText(i, column, new String(letters(letters, next[i]), StandardCharsets.ISO_8859_1));
                    }
                };
            }
            case JSON -> {
                Numbers numbers = numbers(first, last, seed);
                yield (block, column) -> {
                    long[] next = numbers.next(block.rows());
                    for (int i = 0; i < block.rows(); i++) {
                        block.setJson(i, column, Long.toString(next[i]));
                    }
                };
            }
        };
    }

    private static ColumnSource longs(Numbers numbers) {
        return (block, column) -> {
            long[] next = numbers.next(block.rows());
            for (int i = 0; i < block.rows(); i++) {
                block.setLong(i, column, next[i]);
            }
        };
    }

    private static ColumnSource doubles(Numbers numbers, double from, double step) {
        return (block, column) -> {
            long[] next = numbers.next(block.rows());
            for (int i = 0; i < block.rows(); i++) {
                block.setDouble(i, column, from + next[i] * step);
            }
        };
    }

    private static ColumnSource bools(Numbers numbers, long least) {
        return (block, column) -> {
            long[] next = numbers.next(block.rows());
            for (int i = 0; i < block.rows(); i++) {
                block.setBool(i, column, next[i] >= least);
            }
        };
    }

    private static ColumnSource dates(Numbers seconds, int nanos) {
        return (block, column) -> {
            long[] next = seconds.next(block.rows());
            for (int i = 0; i < block.rows(); i++) {
                block.setTimestamp(i, column, next[i], nanos);
            }
        };
    }

    private static Numbers numbers(String first, String last, long seed) {
        long from = Cast.parseLong(first, 0);
        long to = Cast.parseLong(last, 0);
        check(from <= to, ORDER);
        check(to < Long.MAX_VALUE, "must be less than " + Long.MAX_VALUE);
        return Numbers.random(from, to, seed);
    }

    private static Numbers lengths(String first, String last, long seed) {
        check(Cast.parseLong(first, 0) >= 0, "must not be negative lengths");
        check(Cast.parseLong(last, 0) <= MAX_LENGTH, "must be lengths of at most " + MAX_LENGTH);
        return numbers(first, last, seed);
    }

    private static double finite(String number) {
        double value = Cast.parseDouble(number, 0);
        check(Double.isFinite(value), "must be two numbers");
        return value;
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
