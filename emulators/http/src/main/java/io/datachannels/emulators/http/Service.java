package io.datachannels.emulators.http;

import java.io.IOException;

/** What an emulator does with a request. Called from many threads at once. */
public interface Service {
    /** The name of the operation that the request asks for, as faults name it; never null. */
    String operation(Exchange exchange);

    /**
     * Serves the request and replies once.
     *
     * @throws IOException if the connection fails; the server closes it
     */
    void serve(String operation, Exchange exchange) throws IOException;

    /**
     * Replies as the service does when it is throttled ({@link Fault.Kind#THROTTLE}) or broken ({@link Fault.Kind#ERROR}), or with
     * the fault's {@link Fault#refusal() refusal} as far as that says something.
     */
    void refuse(Fault fault, String operation, Exchange exchange) throws IOException;
}
