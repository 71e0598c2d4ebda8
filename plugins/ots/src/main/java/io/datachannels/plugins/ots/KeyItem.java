package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.Base64;

/** A value of a primary key column in a job file's {@code range}. */
record KeyItem(
        @Doc("string, int, binary, INF_MIN or INF_MAX, in any case.")
        String type,

        @Optional @Doc("The value as text or number; a binary in Base64; nothing for INF_MIN and INF_MAX.")
        String value) {

    void validate(String key, Problems problems) {
        java.util.Optional<KeyType> parsed = KeyType.parse(type);
        if (parsed.isEmpty()) {
            problems.add(key + ".type", "must be string, int, binary, INF_MIN or INF_MAX");
        } else if (!parsed.get().isInfinite() && value == null) {
            problems.add(key + ".value", "is required for type " + parsed.get());
        } else if (!isValue(parsed.get())) {
            problems.add(
                    key + ".value",
                    parsed.get() == KeyType.INTEGER ? "must be a whole 64-bit number" : "must be Base64");
        }
    }

    /** Once validated. */
    KeyPart part() {
        KeyType parsed = KeyType.parse(type).orElseThrow();
        return switch (parsed) {
            case INF_MIN -> KeyPart.MIN;
            case INF_MAX -> KeyPart.MAX;
            case INTEGER -> KeyPart.of(Long.parseLong(value.strip()));
            case STRING, BINARY -> new KeyPart(parsed, value);
        };
    }

    private boolean isValue(KeyType parsed) {
        try {
            switch (parsed) {
                case INTEGER -> Long.parseLong(value.strip());
                case BINARY -> Base64.getDecoder().decode(value);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
