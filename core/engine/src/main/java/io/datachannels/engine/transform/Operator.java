package io.datachannels.engine.transform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How dx_filter compares. */
enum Operator {
    LIKE("like"),
    NOT_LIKE("not like"),
    GREATER(">"),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    EQUAL("="),
    NOT_EQUAL("!="),
    NULL("null"),
    NOT_NULL("not null");

    private final String written;

    Operator(String written) {
        this.written = written;
    }

    /** As a job file writes it, in any case; {@code ==} is {@code =}. */
    static Optional<Operator> of(String text) {
        String word =
                text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace("==", "=");
        return Arrays.stream(values()).filter(each -> each.written.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Operator::toString).collect(Collectors.joining(", "));
    }

    boolean hasValue() {
        return this != NULL && this != NOT_NULL;
    }

    /** Whether the value is a regular expression. */
    boolean isPattern() {
        return this == LIKE || this == NOT_LIKE;
    }

    /** Whether it is true of two values that compare like this: less than 0, 0 or more than 0. */
    boolean holds(int comparison) {
        return switch (this) {
            case GREATER -> comparison > 0;
            case LESS -> comparison < 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LIKE, NOT_LIKE, NULL, NOT_NULL -> throw new IllegalStateException(this + " compares nothing");
        };
    }

    @Override
    public String toString() {
        return written;
    }
}
