package io.datachannels.engine.config;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** {@code common.column}: how dates are written. */
@IgnoredKey(name = "timeFormat", because = "there is no type for a time of day alone")
@IgnoredKey(name = "locale", because = "nothing here goes by a locale")
record ColumnKeys(
        @Doc("The time zone of dates without one, such as Asia/Shanghai; GMT+8 unless given.") @Optional
        String timeZone,

        @Doc("How a timestamp is written as text; yyyy-MM-dd HH:mm:ss unless given.") @Optional
        String datetimeFormat,

        @Doc("How a date is written as text; yyyy-MM-dd unless given.") @Optional
        String dateFormat,

        @Doc("Further forms in which text is taken for a date; yyyyMMdd unless given.") @Optional
        List<String> extraFormats,

        @Doc("How bytes are read as text: utf-8.") @Optional String encoding)
        implements Validated {

    @Override
    public void validate(Problems problems) {
        if (isGiven(timeZone)) {
            try {
                zone();
            } catch (DateTimeException e) {
                String hint = NearestName.hint(timeZone, ZoneId.getAvailableZoneIds());
                problems.add("timeZone", "must be a time zone such as GMT+8 or Asia/Shanghai" + hint);
            }
        }
        checkPattern(datetimeFormat, "datetimeFormat", problems);
        checkPattern(dateFormat, "dateFormat", problems);
        for (int i = 0; i < extraFormats.size(); i++) {
            checkPattern(extraFormats.get(i), "extraFormats[" + i + "]", problems);
        }
        boolean utf8 = !isGiven(encoding) || encoding.trim().replace("-", "").equalsIgnoreCase("utf8");
        problems.check(utf8, "encoding", "must be utf-8");
    }

    /** The zone, or null if none is given. */
    ZoneId zone() {
        return isGiven(timeZone) ? zone(timeZone) : null;
    }

    /** @throws DateTimeException if it is none */
    static ZoneId zone(String name) {
        return ZoneId.of(name.trim().replaceFirst("([+-])(\\d:)", "$10$2"));
    }

    static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private static void checkPattern(String pattern, String key, Problems problems) {
        if (isGiven(pattern)) {
            try {
                new DatePattern(pattern, ZoneOffset.UTC);
            } catch (IllegalArgumentException e) {
                problems.add(key, "must be a date pattern such as yyyy-MM-dd HH:mm:ss");
            }
        }
    }
}
