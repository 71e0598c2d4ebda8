package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;

/** Shows the value at fault in a message. */
final class Got {
    private static final int LONGEST = 80;

    private Got() {}

    /** {@code , got 5000}; {@code , got "abc"}; nothing for a secret or where there is no value. */
    static String of(Json value, boolean secret) {
        if (value == null || secret) {
            return "";
        } else if (value instanceof JsonScalar scalar && Masked.isSecret(scalar.text())) {
            return ", got a text that may hold a secret";
        } else if (value instanceof JsonScalar scalar) {
            return ", got " + (scalar.isText() ? "\"" + shortened(scalar.text()) + "\"" : shortened(scalar.text()));
        }
        return ", got " + kind(value);
    }

    /** The same, for a value of the wrong kind: then an object or list is named, too, even where it is secret. */
    static String kind(Json value) {
        if (value instanceof JsonObject) {
            return "an object";
        }
        return value instanceof JsonArray ? "a list" : "a value";
    }

    private static String shortened(String text) {
        String line = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
