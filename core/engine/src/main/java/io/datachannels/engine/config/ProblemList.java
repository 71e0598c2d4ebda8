package io.datachannels.engine.config;

import io.datachannels.engine.json.Position;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a job file, so that all of it is reported at once. For one thread. */
public final class ProblemList {
    private final boolean strict;
    private final List<Problem> problems = new ArrayList<>();

    public ProblemList() {
        this(false);
    }

    /**
     * @param strict whether an unknown key is an error instead of a warning
     */
    public ProblemList(boolean strict) {
        this.strict = strict;
    }

    public void error(String path, Position position, String message) {
        add(Severity.ERROR, path, position, message);
    }

    public void warning(String path, Position position, String message) {
        add(Severity.WARNING, path, position, message);
    }

    public void note(String path, Position position, String message) {
        add(Severity.NOTE, path, position, message);
    }

    /** A key that nobody reads: a warning, or an error if this list is strict. */
    public void unknownKey(String path, Position position, String message) {
        add(strict ? Severity.ERROR : Severity.WARNING, path, position, message);
    }

    /** In the order in which they were found. */
    public List<Problem> all() {
        return List.copyOf(problems);
    }

    public List<Problem> errors() {
        return of(Severity.ERROR);
    }

    public List<Problem> warnings() {
        return of(Severity.WARNING);
    }

    public List<Problem> notes() {
        return of(Severity.NOTE);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    }

    /**
     * @throws JobFileException with all errors, if there is one, and with the warnings: a misspelt key is often the other half of a
     *     missing one
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new JobFileException(problems.stream()
                    .filter(each -> each.severity() != Severity.NOTE)
                    .toList());
        }
    }

    /** Whether the value at this path is known to be wrong, so that further complaints about it would only follow from the first. */
    boolean hasErrorAt(String path) {
        return problems.stream()
                .anyMatch(
                        each -> each.severity() == Severity.ERROR && each.path().equals(path));
    }

    private List<Problem> of(Severity severity) {
        return problems.stream().filter(each -> each.severity() == severity).toList();
    }

    private void add(Severity severity, String path, Position position, String message) {
        String whole = position.isBorrowed() ? message + " (it comes from " + position.origin() + ")" : message;
        Problem problem = new Problem(severity, path, position.line(), position.column(), whole);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
