package io.datachannels.engine.json;

/**
 * A piece of JSON that knows where it stood. Immutable. Two pieces are equal if they say the same, wherever they stood. {@code
 * toString} never shows a value, because a value may be a secret; {@link JsonText} does.
 */
public sealed interface Json permits JsonObject, JsonArray, JsonScalar {
    Position position();

    /** The same, all of it standing at one place: for what was put in there from elsewhere. */
    Json at(Position position);
}
