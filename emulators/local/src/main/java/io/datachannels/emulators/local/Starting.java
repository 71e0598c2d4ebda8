package io.datachannels.emulators.local;

import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.JobFailure;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What the local services start alike. */
final class Starting {
    static final String CREDENTIAL = "local";

    private Starting() {}

    /** @throws JobFailure in place of what the emulator throws when its folder or port is taken */
    static <E> E of(String name, Path folder, Supplier<E> start) {
        try {
            return start.get();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new JobFailure(
                    "the local " + name + " cannot start: " + e.getMessage(),
                    "If `local serve` or a job is using " + folder + ", stop it or name another folder.",
                    e);
        }
    }

    static Fault fault(String text) {
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
