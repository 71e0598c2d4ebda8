package io.datachannels.plugins.oss;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobContext;

/** Looks for the first key of the bucket. */
public final class OssConnectivity implements ConnectivityCheck<Account> {
    @Override
    public String system() {
        return "oss";
    }

    @Override
    public Class<Account> config() {
        return Account.class;
    }

    @Override
    public String check(Account config, JobContext job) {
        try (Bucket bucket = Bucket.connect(config, job)) {
            String key = bucket.first("");
            return config.place() + " is reached, the key " + config.keyName() + " is accepted, the bucket "
                    + bucket.name() + " is there" + (key == null ? " and has no objects" : " and can be listed");
        }
    }
}
