package io.datachannels.emulators.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The faults that an emulator is told to show. Safe for use from any thread; changes hold from the next call on. */
public final class Faults {
    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> observer = operation -> {};

    /** Adds a fault; several on one operation are tried in the order in which they were added. */
    public void add(Fault fault) {
        armed.add(new Armed(fault, new AtomicInteger(), new AtomicInteger()));
    }

    /** Ends all faults; the observer stays. */
    public void clear() {
        armed.clear();
    }

    /**
     * Calls the observer with the operation's name before every call is served, on the thread that serves it: a test
     * can count calls, hold one back on a latch, or kill the client at that moment.
     */
    public void observe(Consumer<String> observer) {
        this.observer = observer;
    }

    /** With what a row of a batch of the operation shall be refused now, if it shall; to be asked once for each row. */
    public Optional<Refusal> rowRefusal(String operation) {
        return Optional.ofNullable(next(operation, Fault.Kind.REFUSE_ROW)).map(Fault::refusal);
    }

    /** Whether this call shall show a fault that the service itself plays out; to be asked once for each call. */
    public boolean shows(String operation, Fault.Kind kind) {
        return next(operation, kind) != null;
    }

    void observed(String operation) {
        observer.accept(operation);
    }

    /** The fault of that kind that hits this call, or null. */
    Fault next(String operation, Fault.Kind kind) {
        for (Armed each : armed) {
            if (each.fault.kind() == kind && each.matches(operation) && each.hits()) {
                return each.fault;
            }
        }
        return null;
    }

    private record Armed(Fault fault, AtomicInteger calls, AtomicInteger hit) {
        boolean matches(String operation) {
            return fault.operation().equals("*") || fault.operation().equals(operation);
        }

        boolean hits() {
            int call = calls.incrementAndGet() - fault.skip();
            if (call < 1 || call % fault.every() != 0) {
                return false;
            }
            return hit.incrementAndGet() <= fault.times();
        }
    }
}
