package io.datachannels.engine.config;

import java.util.List;
import java.util.stream.Collectors;

/** A job file is wrong. The message has all errors, one a line. */
public final class JobFileException extends RuntimeException {
    private final List<Problem> errors;

    public JobFileException(List<Problem> errors) {
        super(errors.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<Problem> errors() {
        return errors;
    }
}
