package io.datachannels.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Puts a parser's complaint into words for people who edit job files, without showing values. */
final class SyntaxMessage {
    private SyntaxMessage() {}

    /**
     * @param open where the innermost object or list begins that is not closed, or null
     */
    static JsonSyntaxException exception(JsonProcessingException e, Source source, Position open) {
        Position position = e.getLocation() == null
                ? new Position(1, 1)
                : source.position(e.getLocation().getCharOffset());
        String message = message(e, open);
        Position text = source.longText();
        if (text != null && text.line() <= position.line()) {
            message += "; the text that begins at " + text + " runs over several lines, is its closing quote missing?";
        }
        return new JsonSyntaxException(message, position.line(), position.column());
    }

    private static String message(JsonProcessingException e, Position open) {
        String original = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        if (e instanceof JsonEOFException) {
            return open == null
                    ? "the file ends too early"
                    : "the file ends before the bracket that opens at " + open + " is closed";
        }
        if (e instanceof StreamConstraintsException) {
            return original.contains("nesting depth")
                    ? "the brackets are nested too deeply"
                    : "a name, text or number is too long";
        }
        if (original.contains("expecting comma to separate")) {
            return "a comma is missing before this";
        }
        if (original.contains("expecting a colon to separate")) {
            return "a colon is missing between the name and its value";
        }
        if (original.startsWith("Unexpected close marker")) {
            return open == null
                    ? "there is no bracket that this one closes"
                    : "this bracket does not fit the one that opens at " + open;
        }
        if (original.startsWith("Unrecognized token")
                || original.contains("expected a value")
                || original.startsWith("Non-standard token")
                || original.contains("expected a valid value")
                || original.contains("comment")) {
            return "a value is expected here: a text in quotes, a number, true, false, null, { or [";
        }
        if (original.contains("expecting double-quote to start field name")
                || original.contains("was expecting either valid name character")) {
            return "a name in quotes is expected here";
        }
        if (original.contains("numeric value") || original.contains("in number")) {
            return "this is not a number";
        }
        if (original.startsWith("Unrecognized character escape")
                || original.contains("expected a hex-digit for character escape")) {
            return "a text has a backslash that begins no escape; a backslash itself is written \\\\";
        }
        return "this is not JSON";
    }
}
