package io.datachannels.plugins.ots;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.RowFailure;
import java.util.Base64;

/** A value that stands in every row in place of a column. */
record Constant(CellType type, Object value) {
    /** @throws IllegalArgumentException if the text is not a value of the type; the message says what is allowed */
    static Constant parse(CellType type, String text) {
        try {
            return new Constant(
                    type,
                    switch (type) {
                        case STRING -> text;
                        case INTEGER -> Cast.parseLong(text.strip(), 0);
                        case DOUBLE -> Cast.parseDouble(text.strip(), 0);
                        case BOOLEAN -> Cast.parseBool(text.strip(), 0);
                        case BINARY -> Base64.getDecoder().decode(text);
                    });
        } catch (RowFailure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not Base64", e);
        }
    }

    void addTo(BatchBuilder batch) {
        switch (type) {
            case STRING -> batch.addText((String) value);
            case INTEGER -> batch.addLong((Long) value);
            case DOUBLE -> batch.addDouble((Double) value);
            case BOOLEAN -> batch.addBool((Boolean) value);
            case BINARY -> batch.addBytes((byte[]) value);
        }
    }
}
