package io.datachannels.endtoend;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spoils job files, in their text and in their tree. */
final class Mutation {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "#",
            "//",
            "/*",
            "*/",
            "\n",
            "\\",
            "\\u",
            "$",
            "${",
            "${n}",
            "${date}",
            "$[",
            "$[yyyymmdd-1]",
            "$[yyyymm-1/7]",
            "$<",
            "$bizdate",
            "$jobid",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "1e-999999999",
            "99999999999999999999",
            ".5",
            "\"\"",
            "{}",
            "[]",
            "\uFEFF",
            "\u0000",
            "表",
            "\ud800",
            "${env:",
            "${env:A:b}",
            "${file:/",
            "\"datasource\": \"ots1\",",
            "\"name\":",
            "\"parameter\": [],");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "5",
            "1.5",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"5\"",
            "\"*\"",
            "\"\\u0000\"",
            "\"表\"",
            "\"${yyyymmdd-1}\"",
            "\"$[hh24-1/24]\"",
            "\"${nix}\"",
            "\"${env:NIX}\"",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"a\": 1}",
            "\"INF_MIN\"",
            "\"string\"",
            "\"long\"",
            "\"truncate\"",
            "\"streamreader\"",
            "\"otswriter\"",
            "\"ots1\"");

    private Mutation() {}

    /** The text with one to three edits. */
    static String ofText(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(mutant.length() + 1);
            int to = Math.min(mutant.length(), at + random.nextInt(4) * random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, to);
                case 1 -> mutant.insert(at, any(PIECES, random));
                case 2 -> mutant.replace(at, to, any(PIECES, random));
                default -> mutant.insert(random.nextInt(mutant.length() + 1), mutant.substring(at, to));
            }
        }
        return mutant.toString();
    }

    /** The tree with one to three nodes changed. */
    static Json ofTree(Json tree, Random random) {
        Json mutant = tree;
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            mutant = changed(mutant, random);
        }
        return mutant;
    }

    private static Json changed(Json json, Random random) {
        if (json instanceof JsonObject object && !object.names().isEmpty() && random.nextInt(8) > 0) {
            List<String> names = new ArrayList<>(object.names());
            String name = any(names, random);
            return switch (random.nextInt(12)) {
                case 0 -> object.without(name);
                case 1 -> renamed(object, name, name + any(names, random));
                case 2 -> object.with(name, object.get(any(names, random)));
                default -> object.with(name, changed(object.get(name), random));
            };
        } else if (json instanceof JsonArray array && array.size() > 0 && random.nextInt(8) > 0) {
            List<Json> elements = new ArrayList<>(array.elements());
            int index = random.nextInt(elements.size());
            switch (random.nextInt(6)) {
                case 0 -> elements.remove(index);
                case 1 -> elements.add(elements.get(index));
                default -> elements.set(index, changed(elements.get(index), random));
            }
            return array.with(elements);
        } else if (json instanceof JsonScalar scalar && random.nextInt(3) == 0) {
            return JsonScalar.of(ofText(scalar.text() + " ", random));
        }
        Json value = JsonReader.read(any(VALUES, random));
        return random.nextInt(6) == 0 ? JsonArray.of(List.of(json, value)) : value;
    }

    private static JsonObject renamed(JsonObject object, String name, String other) {
        Map<String, Json> members = new LinkedHashMap<>();
        object.members().forEach((each, value) -> members.put(each.equals(name) ? other : each, value));
        return JsonObject.of(members);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
