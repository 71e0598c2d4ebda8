package io.datachannels.spi;

import java.time.ZoneId;
import java.util.concurrent.Callable;

/** What a plug-in may know of the job and ask of the engine. Safe for use from any thread. */
public interface JobContext {
    /** The run's id: letters, digits and dashes, unique in an installation. */
    String runId();

    /** The job's one time zone. */
    ZoneId zone();

    /** The job's casts between cell types. */
    Cast cast();

    /** How many tasks run at once. */
    int channels();

    /**
     * Makes a call to a service. When it throws {@link TransientFailure} the engine waits and makes it again, until the job's
     * budget is spent; so the call must be one that can be repeated. A plug-in makes every call to its service this way and never
     * retries by itself.
     *
     * @param what the call as the service names it, for messages and the report
     * @return what the call returned
     * @throws Failure the call's failure; an exception of another type comes as {@link FatalFailure}
     */
    <T> T call(String what, Callable<T> call);
}
