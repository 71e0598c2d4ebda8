package io.datachannels.plugins.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a message has besides the fields of its value. */
enum Attribute {
    KEY,
    VALUE,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    HEADERS,
    TOPIC;

    String word() {
        return "__" + name().toLowerCase(Locale.ROOT) + "__";
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Attribute::word).toList();
    }

    /** The attribute that has this word, or null. */
    static Attribute of(String word) {
        for (Attribute each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return null;
    }
}
