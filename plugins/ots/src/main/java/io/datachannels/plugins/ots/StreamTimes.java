package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;

/** The keys that say which times to read; one of the three forms. */
record StreamTimes(
        @Optional @Doc("The first time to read, in milliseconds since 1970.")
        Long startTimestampMillis,

        @Optional @Doc("The time to read up to, not included, in milliseconds since 1970.")
        Long endTimestampMillis,

        @Optional
        @Doc(
                "In place of startTimestampMillis: yyyyMMddHHmmss in the job's zone, such as $[yyyymmddhh24miss-10/24/60].")
        String startTimeString,

        @Optional
        @Doc("In place of endTimestampMillis: yyyyMMddHHmmss in the job's zone, such as $[yyyymmddhh24miss-5/24/60].")
        String endTimeString,

        @Optional(usual = true) @Doc("A whole day, yyyyMMdd in the job's zone; in place of the keys of start and end.")
        String date) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    StreamTimes {
        startTimeString = blankToNull(startTimeString);
        endTimeString = blankToNull(endTimeString);
        date = blankToNull(date);
    }

    void validate(Problems problems) {
        boolean millis = startTimestampMillis != null || endTimestampMillis != null;
        boolean texts = startTimeString != null || endTimeString != null;
        long forms = Stream.of(millis, texts, date != null).filter(each -> each).count();
        if (forms != 1) {
            problems.add(
                    "",
                    "must say which changes to read in one form: startTimestampMillis and endTimestampMillis, or startTimeString"
                            + " and endTimeString, or date");
            return;
        }
        if (millis) {
            problems.check(
                    startTimestampMillis != null, "startTimestampMillis", "is missing beside endTimestampMillis");
            problems.check(endTimestampMillis != null, "endTimestampMillis", "is missing beside startTimestampMillis");
            problems.check(
                    startTimestampMillis == null || startTimestampMillis >= 0,
                    "startTimestampMillis",
                    "must be 0 or more");
            problems.check(
                    startTimestampMillis == null
                            || endTimestampMillis == null
                            || startTimestampMillis < endTimestampMillis,
                    "endTimestampMillis",
                    "must be after startTimestampMillis");
        } else if (texts) {
            problems.check(startTimeString != null, "startTimeString", "is missing beside endTimeString");
            problems.check(endTimeString != null, "endTimeString", "is missing beside startTimeString");
            boolean start = isTime(startTimeString, "startTimeString", problems);
            boolean end = isTime(endTimeString, "endTimeString", problems);
            problems.check(
                    !start || !end || startTimeString.compareTo(endTimeString) < 0,
                    "endTimeString",
                    "must be after startTimeString");
        } else {
            try {
                LocalDate.parse(date, DAY);
            } catch (DateTimeParseException e) {
                problems.add("date", "must be a day as yyyyMMdd, such as 20250727");
            }
        }
    }

    StreamWindow in(ZoneId zone) {
        if (date != null) {
            LocalDate day = LocalDate.parse(date, DAY);
            return new StreamWindow(
                    day.atStartOfDay(zone).toInstant().toEpochMilli(),
                    day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
        }
        if (startTimeString != null) {
            return new StreamWindow(millis(startTimeString, zone), millis(endTimeString, zone));
        }
        return new StreamWindow(startTimestampMillis, endTimestampMillis);
    }

    /**
     * A time that the zone leaves out is what minutes before a time after the gap were computed to be, so it is taken as one of the
     * offset after the gap: windows meet there too.
     */
    private static long millis(String time, ZoneId zone) {
        LocalDateTime local = LocalDateTime.parse(time, TIME);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? local.toInstant(change.getOffsetAfter()).toEpochMilli()
                : local.atZone(zone).toInstant().toEpochMilli();
    }

    private static boolean isTime(String time, String key, Problems problems) {
        if (time == null) {
            return false;
        }
        try {
            LocalDateTime.parse(time, TIME);
            return true;
        } catch (DateTimeParseException e) {
            problems.add(key, "must be a time as yyyyMMddHHmmss, such as 20250727000500");
            return false;
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
