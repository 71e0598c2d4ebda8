package io.datachannels.plugins.ots;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.NearestName;
import java.util.List;

/** Lists the instance's tables. */
public final class OtsConnectivity implements ConnectivityCheck<Access> {
    @Override
    public String system() {
        return "ots";
    }

    @Override
    public Class<Access> config() {
        return Access.class;
    }

    @Override
    public String check(Access config, JobContext job) {
        try (OtsClient client = new OtsClient(config, 1)) {
            List<String> tables = client.tables(job);
            return config.endpoint() + " is reached, the key " + config.keyName() + " is accepted, the instance "
                    + config.instanceName() + " has "
                    + (tables.isEmpty() ? "no tables" : "the tables " + NearestName.some(tables));
        }
    }
}
