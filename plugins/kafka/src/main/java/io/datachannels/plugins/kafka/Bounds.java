package io.datachannels.plugins.kafka;

import io.datachannels.spi.config.Problems;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What the job file says of where to begin and where to end. */
record Bounds(KafkaReaderConfig config) {
    private static final String BEGINNING = "seekToBeginning";
    private static final String LAST = "seekToLast";
    private static final String END = "seekToEnd";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** The kinds of places at which to begin. */
    enum Begin {
        EARLIEST,
        GROUP,
        TIME,
        OFFSET,
        END
    }

    void validate(Problems problems) {
        validateBegin(problems);
        validateEnd(problems);
        boolean zone = zone(ZoneId.of("UTC")) != null;
        problems.check(zone, "timeZone", "must be a time zone such as Asia/Shanghai or GMT+8");
        validateTime(config.beginDateTime(), "beginDateTime", problems);
        validateTime(config.endDateTime(), "endDateTime", problems);
        boolean needsGroup = config.beginType() == BeginType.CURRENT || LAST.equalsIgnoreCase(config.beginOffset());
        problems.check(!needsGroup || config.group() != null, "groupId", "is required to begin where the group stands");
        boolean beginsByOffset = config.beginOffset() != null && isNumber(config.beginOffset());
        if (beginsByOffset && config.endOffset() != null) {
            problems.check(
                    Long.parseLong(config.beginOffset()) <= config.endOffset(),
                    "endOffset",
                    "must not be before beginOffset");
        }
        Long from = time(config.beginDateTime(), config.beginTimestampMillis(), ZoneId.of("UTC"));
        Long to = time(config.endDateTime(), config.endTimestampMillis(), ZoneId.of("UTC"));
        boolean comparable = (config.beginDateTime() == null) == (config.endDateTime() == null);
        if (from != null && to != null && comparable) {
            String key = config.endDateTime() == null ? "endTimestampMillis" : "endDateTime";
            problems.check(from <= to, key, "must not be before the begin");
        }
    }

    Begin begin() {
        return switch (config.beginType()) {
            case EARLIEST -> Begin.EARLIEST;
            case CURRENT -> Begin.GROUP;
            case SPECIFIC -> {
                String offset = config.beginOffset();
                if (offset == null) {
                    yield Begin.TIME;
                } else if (offset.equalsIgnoreCase(BEGINNING)) {
                    yield Begin.EARLIEST;
                } else if (offset.equalsIgnoreCase(LAST)) {
                    yield Begin.GROUP;
                }
                yield offset.equalsIgnoreCase(END) ? Begin.END : Begin.OFFSET;
            }
        };
    }

    long beginOffset() {
        return Long.parseLong(config.beginOffset().strip());
    }

    /** In milliseconds since 1970; null if it is not by time. */
    Long beginTime(ZoneId job) {
        return time(config.beginDateTime(), config.beginTimestampMillis(), job);
    }

    /** In milliseconds since 1970; null if it is not by time. */
    Long endTime(ZoneId job) {
        return endsAtLatest() ? null : time(config.endDateTime(), config.endTimestampMillis(), job);
    }

    /** Null if it is not by offset. */
    Long endOffset() {
        return endsAtLatest() ? null : config.endOffset();
    }

    private boolean endsAtLatest() {
        return config.endType() == EndType.LATEST;
    }

    private void validateBegin(Problems problems) {
        long given = Stream.of(config.beginDateTime(), config.beginTimestampMillis(), config.beginOffset())
                .filter(Objects::nonNull)
                .count();
        if (config.beginType() == BeginType.SPECIFIC) {
            problems.check(
                    given == 1,
                    "beginType",
                    "needs one of beginDateTime, beginTimestampMillis and beginOffset where it is specific, which it is unless given");
        } else {
            problems.check(
                    given == 0,
                    "beginType",
                    "leaves no room for beginDateTime, beginTimestampMillis and beginOffset; these are for specific");
        }
        String offset = config.beginOffset();
        if (offset != null) {
            boolean word = Stream.of(BEGINNING, LAST, END).anyMatch(offset::equalsIgnoreCase);
            problems.check(
                    word || isNumber(offset),
                    "beginOffset",
                    "must be a number from 0 on, " + BEGINNING + ", " + LAST + " or " + END);
        }
    }

    private void validateEnd(Problems problems) {
        long given = Stream.of(config.endDateTime(), config.endTimestampMillis(), config.endOffset())
                .filter(Objects::nonNull)
                .count();
        problems.check(
                config.endType() != EndType.SPECIFIC || given == 1,
                "endType",
                "needs one of endDateTime, endTimestampMillis and endOffset where it is specific");
        problems.check(
                config.endType() != null || given <= 1,
                "endDateTime",
                "must be the only one of endDateTime, endTimestampMillis and endOffset");
        problems.check(
                config.endType() != EndType.LATEST || given == 0,
                "endType",
                "leaves no room for endDateTime, endTimestampMillis and endOffset where it is latest");
        problems.check(config.endOffset() == null || config.endOffset() >= 0, "endOffset", "must be 0 or more");
    }

    private static void validateTime(String text, String key, Problems problems) {
        problems.check(text == null || parsed(text) != null, key, "must be a time of the form yyyyMMddHHmmss");
    }

    private Long time(String dateTime, Long millis, ZoneId job) {
        LocalDateTime local = dateTime == null ? null : parsed(dateTime);
        ZoneId zone = zone(job);
        if (local != null && zone != null) {
            return local.atZone(zone).toInstant().toEpochMilli();
        }
        return millis;
    }

    private ZoneId zone(ZoneId job) {
        try {
            boolean own = config.timeZone() != null && !config.timeZone().isBlank();
            return own ? ZoneId.of(config.timeZone().strip()) : job;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDateTime parsed(String text) {
        try {
            return LocalDateTime.parse(text.strip(), TIME);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("\\d{1,18}");
    }
}
