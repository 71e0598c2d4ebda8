package io.datachannels.plugins.kafka;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Makes the cells of one column of what messages have. Every conversion is exact or fails the row. */
final class CellMaker {
    /** A decimal number of so many digits is a double's without loss. */
    private static final int SURE_DIGITS = 15;

    private final CellType type;
    private final int column;
    private final Cast cast;
    private final DatePattern pattern;
    private final Charset charset;
    private final boolean isUtf8;

    /**
     * @param type null for the type that a field has in the message
     * @param column its place among the columns, for failures
     * @param charset of bytes that become text and of text that becomes bytes
     */
    CellMaker(CellType type, String format, int column, Charset charset, JobContext job) {
        this.type = type;
        this.column = column;
        this.cast = job.cast();
        this.pattern = type == CellType.DATE && format != null ? new DatePattern(format, job.zone()) : null;
        this.charset = charset;
        this.isUtf8 = charset.equals(StandardCharsets.UTF_8);
    }

    void add(Field field, BatchBuilder batch) {
        if (field.isNull()) {
            batch.addNull();
        } else if (type == null) {
            addAsItIs(field, batch);
        } else if (field.kind == Field.Kind.BYTES && type == CellType.STRING && isUtf8) {
            batch.addUtf8(field.bytes, 0, field.bytes.length);
        } else if (field.kind == Field.Kind.BYTES && type != CellType.BYTES) {
            field.setText(Charsets.text(field.bytes, charset, column));
            addTyped(field, batch);
        } else {
            addTyped(field, batch);
        }
    }

    private void addAsItIs(Field field, BatchBuilder batch) {
        switch (field.kind) {
            case TEXT -> batch.addText(field.text);
            case BYTES -> batch.addBytes(field.bytes);
            case LONG -> batch.addLong(field.number);
            case DOUBLE -> batch.addDouble(field.real);
            case NUMBER -> addNumber(field.text, batch);
            case BOOL -> batch.addBool(field.number != 0);
            case STRUCTURE -> batch.addJson(field.text);
            case ABSENT, NULL -> batch.addNull();
        }
    }

    /** As a double where that keeps every digit, else as a decimal. */
    private void addNumber(String text, BatchBuilder batch) {
        double value = Double.parseDouble(text);
        if (text.length() <= SURE_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            batch.addDouble(value);
            return;
        }
        BigDecimal exact = Cast.parseDecimal(text, column);
        if (Double.isFinite(value) && new BigDecimal(Double.toString(value)).compareTo(exact) == 0) {
            batch.addDouble(value);
        } else {
            batch.addDecimal(exact);
        }
    }

    private void addTyped(Field field, BatchBuilder batch) {
        switch (type) {
            case STRING -> batch.addText(field.asText());
            case LONG ->
                batch.addLong(field.kind == Field.Kind.TEXT ? Cast.parseLong(field.text, column) : whole(field));
            case DOUBLE ->
                batch.addDouble(
                        field.kind == Field.Kind.DOUBLE ? field.real : Cast.parseDouble(field.asText(), column));
            case DECIMAL -> batch.addDecimal(Cast.parseDecimal(field.asText(), column));
            case BOOLEAN -> batch.addBool(bool(field));
            case DATE -> batch.addTimestamp(instant(field));
            case BYTES ->
                batch.addBytes(
                        field.kind == Field.Kind.BYTES ? field.bytes : Charsets.bytes(field.asText(), charset, column));
            case JSON -> batch.addJson(json(field));
        }
    }

    private long whole(Field field) {
        return switch (field.kind) {
            case LONG, BOOL -> field.number;
            default -> Cast.parseLong(field.asText(), column);
        };
    }

    private boolean bool(Field field) {
        return switch (field.kind) {
            case BOOL -> field.number != 0;
            case LONG -> {
                if (field.number != 0 && field.number != 1) {
                    throw new RowFailure(column, "is not 0 or 1, so it is not a bool");
                }
                yield field.number == 1;
            }
            default -> Cast.parseBool(field.asText(), column);
        };
    }

    private Instant instant(Field field) {
        if (field.kind == Field.Kind.LONG) {
            return Instant.ofEpochMilli(field.number);
        }
        return pattern == null ? cast.parseTimestamp(field.asText(), column) : pattern.parse(field.asText(), column);
    }

    /** Text is written as JSON has it, in quotes: what was no structure in the message is none here. */
    private static String json(Field field) {
        return field.kind == Field.Kind.TEXT
                ? "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(field.text)) + "\""
                : field.asText();
    }
}
