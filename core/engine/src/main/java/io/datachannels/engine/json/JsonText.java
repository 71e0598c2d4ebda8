package io.datachannels.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/** JSON as text, with its secrets. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** On one line, without spaces. */
    public static String compact(Json json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(json, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** One element a line, two spaces a level, lines ended by {@code \n} whatever the system. */
    public static String pretty(Json json) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            write(json, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Json json, JsonGenerator to) throws IOException {
        if (json instanceof JsonObject object) {
            to.writeStartObject();
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                to.writeFieldName(member.getKey());
                write(member.getValue(), to);
            }
            to.writeEndObject();
        } else if (json instanceof JsonArray array) {
            to.writeStartArray();
            for (Json element : array.elements()) {
                write(element, to);
            }
            to.writeEndArray();
        } else {
            write(((JsonScalar) json).value(), to);
        }
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value instanceof Long number) {
            to.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            to.writeNumber(number);
        } else {
            to.writeString((String) value);
        }
    }
}
