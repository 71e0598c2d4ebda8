package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesTag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Which time series a row belongs to.
 *
 * @param measurement what is measured
 * @param source where; may be empty
 * @param tags by name
 */
record SeriesKey(String measurement, String source, SortedMap<String, String> tags) {
    private static final int MAX_MEASUREMENT = 128;
    private static final int MAX_SOURCE = 256;
    private static final int MAX_TAGS = 512;

    static SeriesKey of(TimeseriesKey key) {
        SortedMap<String, String> tags = new TreeMap<>();
        if (key.getTagListCount() == 0) {
            parse(key.getTags(), tags);
        }
        for (TimeseriesTag tag : key.getTagListList()) {
            tags.put(tag.getName(), tag.getValue());
        }
        return new SeriesKey(key.getMeasurement(), key.getSource(), tags);
    }

    /** The names and values of {@code ["name=value","name2=value2"]}, or of an empty text. */
    static void parse(String text, Map<String, String> into) {
        if (text.isEmpty() || text.equals("[]")) {
            return;
        }
        if (!text.startsWith("[\"") || !text.endsWith("\"]")) {
            throw ServiceException.invalid("Invalid tags or attributes: '" + text + "'.");
        }
        for (String pair : text.substring(2, text.length() - 2).split("\",\"", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw ServiceException.invalid("Invalid tags or attributes: '" + text + "'.");
            }
            into.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    static String text(Map<String, String> pairs) {
        StringJoiner text = new StringJoiner(",", "[", "]");
        pairs.forEach((name, value) -> text.add('"' + name + '=' + value + '"'));
        return text.toString();
    }

    /** @throws ServiceException if the measurement's name cannot be one, which refuses the request it is in as a whole */
    void checkMeasurement() {
        boolean printable = measurement.chars().allMatch(c -> c > ' ' && c != '#' && c != 0x7F);
        if (measurement.isEmpty() || length(measurement) > MAX_MEASUREMENT || !printable) {
            throw ServiceException.invalid("Invalid measurement name: '" + measurement + "'.");
        }
    }

    /** @throws ServiceException if something else of it is too long or has characters that it must not have */
    void check() {
        if (length(source) > MAX_SOURCE) {
            throw ServiceException.invalid("The length of data source exceeds the MaxLength:" + MAX_SOURCE + ".");
        }
        tags.forEach((name, value) -> {
            if (name.isEmpty() || value.isEmpty() || (name + value).matches("(?s).*[\"=].*")) {
                throw ServiceException.invalid("Invalid tag: '" + name + "', '" + value + "'.");
            }
        });
        if (length(tagsText()) > MAX_TAGS) {
            throw ServiceException.invalid("The length of tags exceeds the MaxLength:" + MAX_TAGS + ".");
        }
    }

    String tagsText() {
        return text(tags);
    }

    TimeseriesKey toMessage() {
        TimeseriesKey.Builder key =
                TimeseriesKey.newBuilder().setMeasurement(measurement).setSource(source);
        tags.forEach((name, value) -> key.addTagListBuilder().setName(name).setValue(value));
        return key.build();
    }

    /** Spreads series over the whole range of numbers; the same for every process. */
    long hash() {
        long hash = 0xCBF29CE484222325L;
        for (byte b : (measurement + '\0' + source + '\0' + tagsText()).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
