package io.datachannels.emulators.tablestore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stream is called: {@code TABLE_MICROSECONDS}.
 *
 * @param table the table's name
 * @param enabledMicros when it was switched on
 */
record StreamId(String table, long enabledMicros) {
    private static final Pattern FORM = Pattern.compile("(.+)_(\\d{1,18})");

    /** @throws ServiceException if the text is none */
    static StreamId parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ServiceException.invalid("Invalid stream id: '" + text + "'.");
        }
        return new StreamId(form.group(1), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return table + "_" + enabledMicros;
    }
}
