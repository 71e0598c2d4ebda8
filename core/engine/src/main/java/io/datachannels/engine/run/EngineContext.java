package io.datachannels.engine.run;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Cast;
import io.datachannels.spi.JobContext;
import java.time.ZoneId;
import java.util.concurrent.Callable;

/** The job as its plug-ins see it. */
final class EngineContext implements JobContext {
    private final String runId;
    private final Settings settings;
    private final Retries retries;
    private final Cast cast;

    EngineContext(String runId, Settings settings, Retries retries) {
        this.runId = runId;
        this.settings = settings;
        this.retries = retries;
        this.cast = settings.cast();
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public ZoneId zone() {
        return settings.zone();
    }

    @Override
    public Cast cast() {
        return cast;
    }

    @Override
    public int channels() {
        return settings.channels();
    }

    @Override
    public <T> T call(String what, Callable<T> call) {
        return retries.call(what, call);
    }
}
