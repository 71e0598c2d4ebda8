package io.datachannels.engine.transform;

import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;

/** A transformer does not go with the columns that reach it. */
final class Misfit extends Exception {
    private static final int SHOWN = 30;

    private final String key;

    /** @param key of the transformer's parameter that is at fault */
    Misfit(String key, String message) {
        super(message, null, false, false);
        this.key = key;
    }

    String key() {
        return key;
    }

    /** {@code 0 id, 1 name}; what there is to choose from. */
    static String columns(Schema schema) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < schema.size() && i < SHOWN; i++) {
            shown.add(i + " " + schema.name(i));
        }
        return String.join(", ", shown) + (schema.size() > SHOWN ? ", … " + schema.size() + " in all" : "");
    }
}
