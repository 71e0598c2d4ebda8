package io.datachannels.plugins.oss;

import io.datachannels.spi.Failure;
import java.util.function.Function;

/**
 * The calls of an SDK about one bucket: what goes wrong in them comes as one of the four kinds of failure. Safe for use from any thread.
 *
 * @param <C> the SDK's client
 */
final class StoreCalls<C> {
    /** Knows what the SDK's exceptions mean. */
    interface Failures {
        /**
         * @param what the call and the object, for the message
         * @param connected whether the service has answered before: an unknown host is then a hiccup
         */
        Failure of(String what, RuntimeException e, boolean connected);
    }

    private final C client;
    private final Protocol protocol;
    private final String bucket;
    private final Failures failures;
    private volatile boolean connected;

    StoreCalls(C client, Protocol protocol, String bucket, Failures failures) {
        this.client = client;
        this.protocol = protocol;
        this.bucket = bucket;
        this.failures = failures;
    }

    /**
     * @param operation the service's name of the call
     * @param key what it is about
     */
    <T> T call(String operation, String key, Function<C, T> call) {
        try {
            T result = call.apply(client);
            connected = true;
            return result;
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.of(operation + " " + address(key), e, connected);
        }
    }

    /** The object as people write it. */
    String address(String key) {
        return protocol + "://" + bucket + "/" + key;
    }
}
