package io.datachannels.engine.run;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.spi.DirtyRow;

/**
 * A line of {@code dirty.jsonl}.
 *
 * @param side who set the row aside: {@code reader}, {@code transformer} or {@code writer}
 * @param position where in the split the row stood, for people
 * @param column at fault, or null if it is the row as a whole
 * @param value at fault, cut if it is long; the whole raw row of a reader that names no column; or null
 * @param row its cells as {@link io.datachannels.engine.dirty.TypedRow} has them; null if it never became a row
 */
record DirtyLine(
        String side, int task, String split, String position, String column, String value, String reason, Json row) {
    private static final int LONGEST = 1000;

    DirtyLine {
        value = column != null && value != null && value.length() > LONGEST
                ? value.substring(0, Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + "…"
                : value;
    }

    /** On one line. Half a character, which may be why the row is dirty, is written as an escape, for UTF-8 has no bytes for it. */
    String text() {
        String json = JsonText.compact(Records.toJson(this));
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isSurrogate(c) && isAlone(json, i)) {
                escaped = escaped == null ? new StringBuilder(json.substring(0, i)) : escaped;
                escaped.append(String.format("\\u%04x", (int) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? json : escaped.toString();
    }

    /** The line as a place for dirty rows gets it. */
    static DirtyRow read(String line, String run, long number) {
        JsonObject json = (JsonObject) JsonReader.read(line);
        Json row = json.get("row");
        boolean became = !(row instanceof JsonScalar);
        return new DirtyRow(
                run,
                Integer.parseInt(string(json, "task")),
                number,
                string(json, "side"),
                string(json, "split"),
                string(json, "position"),
                string(json, "column"),
                string(json, "value"),
                string(json, "reason"),
                became ? JsonText.compact(row) : null,
                line);
    }

    private static String string(JsonObject json, String name) {
        JsonScalar scalar = (JsonScalar) json.get(name);
        return scalar.isNull() ? null : scalar.text();
    }

    private static boolean isAlone(String text, int at) {
        boolean pairsWithNext = Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        boolean pairsWithLast =
                Character.isLowSurrogate(text.charAt(at)) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return !pairsWithNext && !pairsWithLast;
    }
}
