package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code dx_cast}: another type for a column. A value that does not convert exactly sets its row aside. Null stays null. */
record CastConfig(
        @Inline Target target,

        @Doc(
                "The type: bool, long, double, decimal, text, bytes, date or timestamp; DataX's string, boolean and int as well.")
        String type,

        @Optional
        @Doc(
                "The pattern by which a text or a number becomes a date or timestamp, or one of these a text, such as yyyyMMdd;"
                        + " without it the job's formats, and a number is milliseconds since 1970.")
        String format)
        implements TransformerConfig {
    private static final Map<String, ColumnType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("bool", ColumnType.BOOL),
            Map.entry("boolean", ColumnType.BOOL),
            Map.entry("long", ColumnType.LONG),
            Map.entry("int", ColumnType.LONG),
            Map.entry("bigint", ColumnType.LONG),
            Map.entry("double", ColumnType.DOUBLE),
            Map.entry("decimal", ColumnType.DECIMAL),
            Map.entry("text", ColumnType.TEXT),
            Map.entry("string", ColumnType.TEXT),
            Map.entry("bytes", ColumnType.BYTES),
            Map.entry("date", ColumnType.DATE),
            Map.entry("timestamp", ColumnType.TIMESTAMP),
            Map.entry("datetime", ColumnType.TIMESTAMP)));

    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        problems.check(columnType() != null, "type", "must be one of " + String.join(", ", TYPES.keySet()));
        if (format != null) {
            validateFormat(problems);
        }
    }

    private void validateFormat(Problems problems) {
        ColumnType to = columnType();
        boolean used = to == null || to == ColumnType.TEXT || to == ColumnType.DATE || to == ColumnType.TIMESTAMP;
        problems.check(used, "format", "is for the types text, date and timestamp alone; leave it out");
        try {
            new DatePattern(format, ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            problems.add("format", "must be a date pattern such as yyyy-MM-dd: " + e.getMessage());
        }
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        Step.CellFunction function = function(settings.cast(), settings.zone());
        return new Step.Change(target.in(schema), columnType(), (row, at, to) -> {
            if (row.isNull(at)) {
                to.addNull();
            } else {
                function.apply(row, at, to);
            }
        });
    }

    private Step.CellFunction function(Cast cast, ZoneId zone) {
        DatePattern pattern = format == null ? null : new DatePattern(format, zone);
        return switch (columnType()) {
            case BOOL -> (row, at, to) -> to.addBool(cast.toBool(row, at));
            case LONG -> (row, at, to) -> to.addLong(cast.toLong(row, at));
            case DOUBLE -> (row, at, to) -> to.addDouble(cast.toDouble(row, at));
            case DECIMAL -> (row, at, to) -> to.addDecimal(cast.toDecimal(row, at));
            case BYTES -> (row, at, to) -> to.addBytes(cast.toBytes(row, at));
            case TEXT -> (row, at, to) -> addText(row, at, to, cast, pattern);
            case DATE ->
                (row, at, to) -> {
                    boolean read = pattern != null && isRead(row.typeAt(at));
                    to.addDate(read ? date(pattern.parse(cast.toText(row, at), at), zone, at) : cast.toDate(row, at));
                };
            case TIMESTAMP ->
                (row, at, to) -> {
                    boolean read = pattern != null && isRead(row.typeAt(at));
                    to.addTimestamp(read ? pattern.parse(cast.toText(row, at), at) : cast.toTimestamp(row, at));
                };
            case JSON -> throw new IllegalStateException("no name stands for JSON");
        };
    }

    private static void addText(Row row, int at, BatchBuilder to, Cast cast, DatePattern pattern) {
        if (pattern != null && row.typeAt(at) == ColumnType.TIMESTAMP) {
            to.addText(pattern.format(row.timestampAt(at)));
        } else if (pattern != null && row.typeAt(at) == ColumnType.DATE) {
            to.addText(pattern.format(row.dateAt(at)));
        } else {
            to.addText(cast.toText(row, at));
        }
    }

    /** Whether a cell of this type is read by the format. */
    private static boolean isRead(ColumnType from) {
        return from == ColumnType.TEXT || from == ColumnType.LONG;
    }

    private static LocalDate date(Instant instant, ZoneId zone, int column) {
        LocalDate date = LocalDate.ofInstant(instant, zone);
        if (!date.atStartOfDay(zone).toInstant().equals(instant)) {
            throw new RowFailure(column, "has a time of day, which a date cannot hold");
        }
        return date;
    }

    /** Null if there is no such type. */
    private ColumnType columnType() {
        return TYPES.get(type.strip().toLowerCase(Locale.ROOT));
    }
}
