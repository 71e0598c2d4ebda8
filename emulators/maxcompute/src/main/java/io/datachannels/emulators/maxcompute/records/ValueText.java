package io.datachannels.emulators.maxcompute.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.maxcompute.types.DataType;
import io.datachannels.emulators.maxcompute.types.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Values as SQL writes and shows them. Times are those of UTC. */
public final class ValueText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private ValueText() {}

    /**
     * Reads a value of a type that is no array, map, struct or interval.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Object parse(DataType type, String text) {
        try {
            Object value = switch (type.name()) {
                case TINYINT, SMALLINT, INT, BIGINT -> Long.valueOf(text);
                case BOOLEAN -> bool(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case DATE -> LocalDate.parse(text).toEpochDay();
                case DATETIME ->
                    LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
                case TIMESTAMP, TIMESTAMP_NTZ -> {
                    Instant instant = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
                    yield new Moment(instant.getEpochSecond(), instant.getNano());
                }
                case DECIMAL, STRING, CHAR, VARCHAR, BINARY, JSON -> text.getBytes(UTF_8);
                case ARRAY, MAP, STRUCT, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH ->
                    throw new IllegalArgumentException("values of type " + type + " cannot be written in SQL");
            };
            return ValueRules.checked(type, value);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + type, e);
        }
    }

    private static Boolean bool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("\"" + text + "\" is no boolean");
        }
        return Boolean.valueOf(text);
    }

    /** The value as a select shows it; null is {@code \N}. */
    public static String show(DataType type, Object value) {
        if (value == null) {
            return "\\N";
        }
        return switch (type.name()) {
            case TINYINT, SMALLINT, INT, BIGINT, BOOLEAN, FLOAT, DOUBLE -> value.toString();
            case DATE -> LocalDate.ofEpochDay((long) value).toString();
            case DATETIME ->
                time(Math.floorDiv((long) value, 1000L), (int) Math.floorMod((long) value, 1000L) * 1_000_000);
            case TIMESTAMP, TIMESTAMP_NTZ -> time(((Moment) value).seconds(), ((Moment) value).nanos());
            case INTERVAL_DAY_TIME -> interval((Moment) value);
            case INTERVAL_YEAR_MONTH -> {
                long months = Math.abs((long) value);
                yield ((long) value < 0 ? "-" : "") + months / 12 + "-" + months % 12;
            }
            case DECIMAL, STRING, CHAR, VARCHAR, BINARY, JSON -> new String((byte[]) value, UTF_8);
            case ARRAY -> list(type.items().get(0), (List<?>) value);
            case MAP -> map(type, (List<?>) value);
            case STRUCT -> {
                StringJoiner joined = new StringJoiner(", ", "{", "}");
                for (int i = 0; i < type.fields().size(); i++) {
                    joined.add(type.fields().get(i) + ":" + inner(type.items().get(i), ((List<?>) value).get(i)));
                }
                yield joined.toString();
            }
        };
    }

    private static String time(long seconds, int nanos) {
        return TIME.format(LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
    }

    private static String interval(Moment moment) {
        boolean negative = moment.seconds() < 0 || moment.nanos() < 0;
        long seconds = Math.abs(moment.seconds());
        return String.format(
                Locale.ROOT,
                "%s%d %02d:%02d:%02d.%09d",
                negative ? "-" : "",
                seconds / 86_400,
                seconds / 3600 % 24,
                seconds / 60 % 60,
                seconds % 60,
                Math.abs(moment.nanos()));
    }

    private static String list(DataType item, List<?> values) {
        StringJoiner joined = new StringJoiner(", ", "[", "]");
        values.forEach(value -> joined.add(inner(item, value)));
        return joined.toString();
    }

    private static String map(DataType type, List<?> sides) {
        StringJoiner joined = new StringJoiner(", ", "{", "}");
        List<?> keys = (List<?>) sides.get(0);
        for (int i = 0; i < keys.size(); i++) {
            Object value = ((List<?>) sides.get(1)).get(i);
            joined.add(inner(type.items().get(0), keys.get(i)) + ":"
                    + inner(type.items().get(1), value));
        }
        return joined.toString();
    }

    private static String inner(DataType type, Object value) {
        return value == null ? "NULL" : show(type, value);
    }
}
