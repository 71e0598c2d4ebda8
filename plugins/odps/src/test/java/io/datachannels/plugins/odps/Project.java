package io.datachannels.plugins.odps;

import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.maxcompute.MaxComputeEmulator;
import io.datachannels.testkit.PluginUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulator with the empty project "p" for each test. */
final class Project implements BeforeEachCallback, AfterEachCallback {
    static final String NAME = "p";

    private MaxComputeEmulator emulator;

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator = MaxComputeEmulator.inMemory().start();
        emulator.createProject(NAME);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator.close();
    }

    String endpoint() {
        return emulator.endpoint().toString();
    }

    Faults faults() {
        return emulator.faults();
    }

    void fault(String text) {
        emulator.faults().add(Fault.parse(text));
    }

    /** Runs SQL past the client under test and returns what it answers. */
    String sql(String text) {
        try {
            return emulator.sql(NAME, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of a connection, as a job file has them, without braces. */
    String connection() {
        return connection("local");
    }

    String connection(String accessKey) {
        return "\"endpoint\": \"%s\", \"project\": \"%s\", \"accessId\": \"local\", \"accessKey\": \"%s\""
                .formatted(endpoint(), NAME, accessKey);
    }

    Access access() {
        return access("");
    }

    /** @param more further keys, after a comma */
    Access access(String more) {
        return PluginUnderTest.config(Access.class, "{" + connection() + more + "}");
    }
}
