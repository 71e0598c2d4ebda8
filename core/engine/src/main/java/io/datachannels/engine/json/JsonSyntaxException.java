package io.datachannels.engine.json;

/** A text is not JSON. The message says what is wrong with it and never shows a value, which may be a secret. */
public final class JsonSyntaxException extends RuntimeException {
    private final Position position;

    public JsonSyntaxException(String message, int line, int column) {
        super(message);
        this.position = new Position(line, column);
    }

    public Position position() {
        return position;
    }

    public int line() {
        return position.line();
    }

    public int column() {
        return position.column();
    }
}
