package io.datachannels.engine.config;

import java.util.List;
import java.util.stream.Collectors;

/** A job file is wrong. The message has all errors and what else was found, one a line. */
public final class JobFileException extends RuntimeException {
    private final List<Problem> errors;

    public JobFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.errors = problems.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .toList();
    }

    public List<Problem> errors() {
        return errors;
    }
}
