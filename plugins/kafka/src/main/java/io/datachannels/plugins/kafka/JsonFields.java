package io.datachannels.plugins.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.datachannels.spi.RowFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the wanted fields out of JSON objects in one pass, without building them as objects. For one thread. */
final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final Node root = new Node();
    private final Field[] fields;
    private final Charset charset;
    private byte[] bytes;
    private String text;
    private int start;

    /** A place in the object: what is wanted of it and what of that below it. */
    private static final class Node {
        private final Map<String, Node> names = new HashMap<>();
        private final Map<Integer, Node> elements = new HashMap<>();
        private Field field;

        private boolean isLeaf() {
            return names.isEmpty() && elements.isEmpty();
        }
    }

    /** @param paths of the fields, in the order of {@link #field}; two may be the same */
    JsonFields(List<FieldPath> paths, Charset charset) {
        this.charset = charset;
        this.fields = new Field[paths.size()];
        for (int i = 0; i < fields.length; i++) {
            Node node = root;
            for (String step : paths.get(i).steps()) {
                node = step.charAt(0) == '.'
                        ? node.names.computeIfAbsent(step.substring(1), name -> new Node())
                        : node.elements.computeIfAbsent(
                                Integer.valueOf(step.substring(1, step.length() - 1)), number -> new Node());
            }
            if (node.field == null) {
                node.field = new Field();
            }
            fields[i] = node.field;
        }
    }

    /** What the last object read had at a path; absent fields are so. Valid until the next one is read. */
    Field field(int path) {
        return fields[path];
    }

    /**
     * Reads an object; null is one without fields.
     *
     * @throws RowFailure if it is no JSON object
     */
    void read(byte[] value) {
        for (Field each : fields) {
            each.clear();
        }
        if (value == null) {
            return;
        }
        try (JsonParser parser = parser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RowFailure(-1, "the value is no JSON object");
            }
            object(parser, root);
            if (parser.nextToken() != null) {
                throw new RowFailure(-1, "the value goes on after its JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new RowFailure(-1, "the value is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonParser parser(byte[] value) throws IOException {
        bytes = null;
        text = null;
        start = 0;
        if (!charset.equals(StandardCharsets.UTF_8)) {
            text = Charsets.text(value, charset, -1);
            return JSON.createParser(text);
        }
        boolean mark =
                value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF;
        boolean wide = value.length >= 2 && (value[0] == 0 || value[1] == 0);
        if (wide) {
            throw new RowFailure(-1, "the value is not JSON in UTF-8");
        }
        bytes = value;
        start = mark ? 3 : 0;
        return JSON.createParser(value, start, value.length - start);
    }

    private void object(JsonParser parser, Node node) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Node child = node.names.get(parser.currentName());
            value(parser, parser.nextToken(), child);
        }
    }

    private void list(JsonParser parser, Node node) throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(parser, token, node.elements.get(index++));
        }
    }

    private void value(JsonParser parser, JsonToken token, Node node) throws IOException {
        if (node == null) {
            parser.skipChildren();
            return;
        }
        if (token.isStructStart()) {
            int begin = node.field == null ? 0 : place(parser.currentTokenLocation());
            if (node.isLeaf()) {
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                object(parser, node);
            } else {
                list(parser, node);
            }
            if (node.field != null) {
                node.field.setStructure(written(begin, place(parser.currentLocation())));
            }
        } else if (node.field != null) {
            scalar(parser, token, node.field);
        }
    }

    private static void scalar(JsonParser parser, JsonToken token, Field field) throws IOException {
        switch (token) {
            case VALUE_STRING -> field.setText(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> field.setBool(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> field.setNull();
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    field.setNumber(parser.getText());
                } else {
                    field.setLong(parser.getLongValue());
                }
            }
            default -> field.setNumber(parser.getText());
        }
    }

    private int place(JsonLocation location) {
        return (int) (bytes == null ? location.getCharOffset() : location.getByteOffset());
    }

    private String written(int begin, int end) {
        return bytes == null
                ? text.substring(begin, end)
                : new String(bytes, start + begin, end - begin, StandardCharsets.UTF_8);
    }
}
