package io.datachannels.plugins.odps;

import com.aliyun.odps.data.IntervalDayTime;
import com.aliyun.odps.data.IntervalYearMonth;
import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Reads a value of a complex type as JSON: an array as one, a struct and a map as objects, in the order in which they came. Bytes are in
 * Base64, times in the job's zone, and a number that JSON does not have is a text.
 */
final class JsonDecoder {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final RowInput in;
    private final ZoneId zone;
    private boolean malformed;

    JsonDecoder(RowInput in, ZoneId zone) {
        this.in = in;
        this.zone = zone;
    }

    /** The JSON, or null if it holds a text that is no UTF-8. */
    String read(TypeInfo type) throws IOException {
        StringBuilder json = new StringBuilder();
        append(type, json);
        return malformed ? null : json.toString();
    }

    private void appendElement(TypeInfo type, StringBuilder json) throws IOException {
        if (in.isNull()) {
            json.append("null");
        } else {
            append(type, json);
        }
    }

    private void append(TypeInfo type, StringBuilder json) throws IOException {
        switch (type.getOdpsType()) {
            case TINYINT, SMALLINT, INT, BIGINT -> json.append(in.readLong());
            case BOOLEAN -> json.append(in.readBool());
            case FLOAT -> {
                float value = in.readFloat();
                number(Float.toString(value), Float.isFinite(value), json);
            }
            case DOUBLE -> {
                double value = in.readDouble();
                number(Double.toString(value), Double.isFinite(value), json);
            }
            case DECIMAL -> {
                String value = text();
                number(value, !value.isEmpty() && Character.isDigit(value.charAt(value.length() - 1)), json);
            }
            case JSON -> json.append(text());
            case ARRAY -> array((ArrayTypeInfo) type, json);
            case MAP -> map((MapTypeInfo) type, json);
            case STRUCT -> struct((StructTypeInfo) type, json);
            case BINARY -> quote(Base64.getEncoder().encodeToString(in.readBytes()), json);
            case DATE -> quote(LocalDate.ofEpochDay(in.readLong()).toString(), json);
            case DATETIME ->
                quote(TIME.format(Instant.ofEpochMilli(in.readLong()).atZone(zone)), json);
            case TIMESTAMP ->
                quote(
                        TIME.format(Instant.ofEpochSecond(in.readLong(), in.readInt())
                                .atZone(zone)),
                        json);
            case TIMESTAMP_NTZ ->
                quote(TIME.format(LocalDateTime.ofEpochSecond(in.readLong(), in.readInt(), ZoneOffset.UTC)), json);
            case INTERVAL_DAY_TIME -> quote(new IntervalDayTime(in.readLong(), in.readInt()).toString(), json);
            case INTERVAL_YEAR_MONTH -> quote(new IntervalYearMonth((int) in.readLong()).toString(), json);
            default -> quote(text(), json);
        }
    }

    private void array(ArrayTypeInfo type, StringBuilder json) throws IOException {
        json.append('[');
        long count = in.varint();
        for (long i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",");
            appendElement(type.getElementTypeInfo(), json);
        }
        json.append(']');
    }

    /** All keys come first, then all values. */
    private void map(MapTypeInfo type, StringBuilder json) throws IOException {
        List<String> keys = new ArrayList<>();
        for (long left = in.varint(); left > 0; left--) {
            StringBuilder key = new StringBuilder();
            appendElement(type.getKeyTypeInfo(), key);
            keys.add(key.charAt(0) == '"' ? key.toString() : quoted(key.toString()));
        }
        if (in.varint() != keys.size()) {
            throw new IOException("a map has more or fewer values than keys");
        }
        json.append('{');
        for (int i = 0; i < keys.size(); i++) {
            json.append(i == 0 ? "" : ",").append(keys.get(i)).append(':');
            appendElement(type.getValueTypeInfo(), json);
        }
        json.append('}');
    }

    private void struct(StructTypeInfo type, StringBuilder json) throws IOException {
        json.append('{');
        for (int i = 0; i < type.getFieldCount(); i++) {
            json.append(i == 0 ? "" : ",");
            quote(type.getFieldNames().get(i), json);
            json.append(':');
            appendElement(type.getFieldTypeInfos().get(i), json);
        }
        json.append('}');
    }

    private String text() throws IOException {
        String text = in.readText();
        malformed |= text == null;
        return text == null ? "" : text;
    }

    private static void number(String text, boolean finite, StringBuilder json) {
        if (finite) {
            json.append(text);
        } else {
            quote(text, json);
        }
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder();
        quote(text, json);
        return json.toString();
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
