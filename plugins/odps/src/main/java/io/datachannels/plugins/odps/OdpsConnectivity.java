package io.datachannels.plugins.odps;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.NearestName;
import java.util.List;

/** Lists tables of the project and asks for the tunnel. */
public final class OdpsConnectivity implements ConnectivityCheck<Access> {
    private static final int TABLES = 100;

    @Override
    public String system() {
        return "odps";
    }

    @Override
    public Class<Access> config() {
        return Access.class;
    }

    @Override
    public String check(Access config, JobContext job) {
        OdpsClient client = new OdpsClient(config);
        List<String> tables = client.tables(TABLES, job);
        client.tunnel(job);
        String has = tables.isEmpty() ? "no tables" : "the tables " + NearestName.some(tables);
        return config.address() + " is reached, the key " + config.keyName() + " is accepted, the project "
                + config.project() + " has " + has + ", its tunnel is "
                + client.odps().getTunnelEndpoint();
    }
}
