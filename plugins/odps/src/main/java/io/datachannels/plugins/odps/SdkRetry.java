package io.datachannels.plugins.odps;

import com.aliyun.odps.rest.RestClient;

/** Keeps the SDK from trying again by itself, for up to two minutes or, when throttled, for ever: the engine does that, and counts. */
final class SdkRetry extends RestClient.RetryLogger {
    @Override
    public void onRetryLog(Throwable failure, long retries, long sleep) {
        throw new Refused(failure);
    }

    /** Carries what the SDK would have tried again. */
    static final class Refused extends RuntimeException {
        Refused(Throwable failure) {
            super(failure.getMessage(), failure, false, false);
        }
    }
}
