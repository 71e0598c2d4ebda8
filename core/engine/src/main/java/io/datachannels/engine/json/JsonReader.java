package io.datachannels.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as people write it in job files: with comments ({@code //}, {@code #}, and over several lines), commas after the last
 * element, single quotes, names without quotes, texts over several lines, and variables without quotes. A missing comma is an error.
 */
public final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final Source source;
    private final JsonParser parser;
    private final DuplicateName duplicates;
    /** Where the objects and lists begin that are not closed yet, the innermost first. */
    private final Deque<Position> open = new ArrayDeque<>();

    private JsonReader(Source source, JsonParser parser, DuplicateName duplicates) {
        this.source = source;
        this.parser = parser;
        this.duplicates = duplicates;
    }

    /**
     * @throws JsonSyntaxException if the text is not one JSON value
     */
    public static Json read(String text) {
        return read(text, (path, position, earlier) -> {});
    }

    /**
     * @param duplicates hears of every name that is there twice
     * @throws JsonSyntaxException if the text is not one JSON value
     */
    public static Json read(String text, DuplicateName duplicates) {
        Source source = new Source(text.startsWith("\uFEFF") ? text.substring(1) : text);
        try (JsonParser parser = FACTORY.createParser(source.ready())) {
            return new JsonReader(source, parser, duplicates).whole();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws JsonSyntaxException if it is not one JSON value or not in UTF-8
     * @throws IOException if it cannot be read
     */
    public static Json read(Path file) throws IOException {
        return read(text(file));
    }

    /**
     * The text of a file in UTF-8.
     *
     * @throws JsonSyntaxException if it is not in UTF-8
     * @throws IOException if it cannot be read
     */
    public static String text(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        boolean whole = !decoder.decode(bytes, text, true).isError();
        text.flip();
        if (!whole) {
            Source before = new Source(text.toString());
            Position end = before.position(before.ready().length());
            throw new JsonSyntaxException("the file is not UTF-8 text from here on", end.line(), end.column());
        }
        return text.toString();
    }

    private Json whole() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("the file is empty", 1, 1);
            }
            Json value = value("");
            requireEnd();
            return value;
        } catch (JsonProcessingException e) {
            throw SyntaxMessage.exception(e, source, open.peek());
        }
    }

    private void requireEnd() throws IOException {
        Position position;
        try {
            if (parser.nextToken() == null) {
                return;
            }
            position = tokenPosition();
        } catch (JsonProcessingException e) {
            position = source.position(e.getLocation().getCharOffset());
        }
        throw new JsonSyntaxException(
                "nothing may follow after the last bracket is closed", position.line(), position.column());
    }

    private Json value(String path) throws IOException {
        Position position = tokenPosition();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path, position);
            case START_ARRAY -> array(path, position);
            case VALUE_STRING -> {
                boolean variable =
                        source.isVariable(parser.currentTokenLocation().getCharOffset());
                yield new JsonScalar(parser.getText(), position, variable);
            }
            case VALUE_NUMBER_INT -> new JsonScalar(whole(parser.getText()), position, false);
            case VALUE_NUMBER_FLOAT -> new JsonScalar(decimal(parser.getText(), position), position, false);
            case VALUE_TRUE -> new JsonScalar(true, position, false);
            case VALUE_FALSE -> new JsonScalar(false, position, false);
            case VALUE_NULL -> new JsonScalar(null, position, false);
            default -> throw new IllegalStateException("a value cannot begin with " + parser.currentToken());
        };
    }

    private JsonObject object(String path, Position position) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Position> names = new LinkedHashMap<>();
        open.push(position);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Position here = tokenPosition();
            String child = path.isEmpty() ? name : path + "." + name;
            Position earlier = names.put(name, here);
            if (earlier != null) {
                duplicates.found(child, here, earlier);
                members.remove(name);
            }
            parser.nextToken();
            members.put(name, value(child));
        }
        open.pop();
        return new JsonObject(members, names, position);
    }

    private JsonArray array(String path, Position position) throws IOException {
        List<Json> elements = new ArrayList<>();
        open.push(position);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(path + "[" + elements.size() + "]"));
        }
        open.pop();
        return new JsonArray(elements, position);
    }

    private Position tokenPosition() {
        return source.position(parser.currentTokenLocation().getCharOffset());
    }

    private static Object whole(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return new BigDecimal(digits);
        }
    }

    private static BigDecimal decimal(String digits, Position position) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new JsonSyntaxException("the number is out of range", position.line(), position.column());
        }
    }
}
