package io.datachannels.engine.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@code setting.stall} is written: a number of seconds, or a number with its unit, as {@code 90s}, {@code 5m}, {@code 1h}. */
final class StallLimit {
    static final String ALLOWED =
            "must be a number of seconds, or a text such as \"90s\", \"5m\" or \"1h\"; 0 for no limit";

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?(s|m|h|)");

    private StallLimit() {}

    /** @return null if it cannot be read */
    static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.trim());
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
