package io.datachannels.emulators.local;

import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.spi.JobFailure;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the local services start alike. */
final class Starting {
    static final String CREDENTIAL = "local";

    private Starting() {}

    /**
     * Starts an emulator that shows faults.
     *
     * @throws JobFailure for a text that is no fault, and in place of what the emulator throws when its folder or port is taken
     */
    static <E> E of(String name, Path folder, List<String> faults, Supplier<E> start, Function<E, Faults> of) {
        List<Fault> parsed = faults.stream().map(Starting::fault).toList();
        try {
            E emulator = start.get();
            parsed.forEach(of.apply(emulator)::add);
            return emulator;
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new JobFailure(
                    "the local " + name + " cannot start: " + e.getMessage() + reason(e),
                    "If `local serve` or a job is using " + folder
                            + ", stop it; if the disk is full, make room; or name another folder.",
                    e);
        }
    }

    /** What lies behind the exception, if its message does not say so. */
    private static String reason(RuntimeException e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = String.valueOf(last.getMessage());
        return last == e || String.valueOf(e.getMessage()).contains(message) ? "" : " (" + message + ")";
    }

    private static Fault fault(String text) {
        try {
            return Fault.parse(text);
        } catch (IllegalArgumentException e) {
            throw new JobFailure(e.getMessage(), "Write a fault as UploadPart:error,every=5.", e);
        }
    }

    static Map<String, String> parameters(URI endpoint) {
        return Map.of("endpoint", endpoint.toString(), "accessId", CREDENTIAL, "accessKey", CREDENTIAL);
    }
}
