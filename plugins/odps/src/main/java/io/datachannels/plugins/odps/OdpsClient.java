package io.datachannels.plugins.odps;

import com.aliyun.odps.NoSuchObjectException;
import com.aliyun.odps.Odps;
import com.aliyun.odps.Table;
import com.aliyun.odps.rest.RestClient;
import com.aliyun.odps.tunnel.Configuration;
import com.aliyun.odps.tunnel.TableTunnel;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A project of MaxCompute. The one class that makes clients of the SDK: with time-outs, without the SDK's own retries, and without the
 * calls with which it tells the service about its use. Safe for use from any thread.
 */
final class OdpsClient {
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 120;

    /** How many names of tables are looked through for one that may have been meant. */
    private static final int TABLES = 1000;

    private final Access access;
    private final Odps odps;
    private TableTunnel tunnel;
    private volatile boolean connected;

    OdpsClient(Access access) {
        this.access = access;
        this.odps = new Odps(new CurrentAccount(access.keys(), access.signingRegion()));
        odps.setEndpoint(access.address());
        odps.setDefaultProject(access.project());
        odps.setUserAgent("datachannels");
        if (access.hasSchema()) {
            odps.setCurrentSchema(access.schema());
        }
        odps.options().setSkipCheckIfEpv2(true); // else every look at a table asks for the project first
        odps.setTunnelEndpoint(access.tunnelAddress());
        RestClient rest = odps.getRestClient();
        rest.disableDeprecatedLogger();
        rest.setConnectTimeout(CONNECT_SECONDS);
        rest.setReadTimeout(ANSWER_SECONDS);
        rest.setRetryTimes(0);
    }

    Access access() {
        return access;
    }

    /** The SDK's client, for {@link #call}. */
    Odps odps() {
        return odps;
    }

    /**
     * Makes a call of the SDK, again if it fails for a reason that may pass.
     *
     * @param what as the service names the call, for the report
     * @param where the table or partition, for messages
     */
    <T> T call(JobContext context, String what, String where, Callable<T> call) {
        return context.call(what, () -> {
            try {
                T answer = call.call();
                connected = true;
                return answer;
            } catch (Exception e) {
                throw OdpsFailures.of(what + " " + where, e, connected);
            }
        });
    }

    /**
     * The table as it is now, with its columns.
     *
     * @param otherwise what else can be done if there is none
     * @throws JobFailure if there is none, with the name that may have been meant
     */
    Table table(String name, String otherwise, JobContext context) {
        Table table = find(name, context);
        if (table == null) {
            List<String> tables = tables(TABLES, context);
            String near = NearestName.of(name, tables)
                    .map(each -> "Did you mean " + each + "?")
                    .orElse(
                            tables.isEmpty()
                                    ? "There is no table at all."
                                    : "There are the tables " + NearestName.some(tables) + ".");
            throw new JobFailure("there is no table " + access.name(name), near + " " + otherwise);
        }
        return table;
    }

    /** The table as it is now, or null if there is none. */
    Table find(String name, JobContext context) {
        return call(context, "GetTable", access.name(name), () -> {
            Table table = odps.tables().get(access.project(), odps.getCurrentSchema(), name);
            try {
                table.reload();
                return table;
            } catch (NoSuchObjectException e) {
                String code = OdpsFailures.code(e);
                if (code.equals("NoSuchTable") || code.equals("ODPS-0130131")) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** The first names of tables, in the service's order. */
    List<String> tables(int most, JobContext context) {
        return call(context, "ListTables", access.project(), () -> {
            Iterator<Table> tables = odps.tables().iterator(access.project(), odps.getCurrentSchema(), null, false);
            List<String> names = new ArrayList<>();
            while (names.size() < most && tables.hasNext()) {
                names.add(tables.next().getName());
            }
            return names;
        });
    }

    /** The tunnel, whose address is asked for, and tried, once. */
    synchronized TableTunnel tunnel(JobContext context) {
        if (tunnel == null) {
            if (odps.getTunnelEndpoint() == null) {
                String quota = access.quota();
                odps.setTunnelEndpoint(call(
                        context,
                        "GetTunnel",
                        access.project(),
                        () -> odps.projects().get(access.project()).getTunnelEndpoint(quota)));
            }
            reach(odps.getTunnelEndpoint(), context);
            Configuration configuration = Configuration.builder(odps)
                    .withQuotaName(access.quota() == null ? "" : access.quota())
                    .withRetryLogger(new SdkRetry())
                    .build();
            configuration.setSocketConnectTimeout(CONNECT_SECONDS);
            configuration.setSocketTimeout(ANSWER_SECONDS);
            configuration.setSocketRetryTimes(0);
            tunnel = new TableTunnel(odps, configuration);
        }
        return tunnel;
    }

    /** The service names an address that this machine may not reach, being in another network: better told before anything is begun. */
    private static void reach(String tunnel, JobContext context) {
        context.call("ConnectTunnel", () -> {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(tunnel).toURL().openConnection();
            connection.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
            connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
            try {
                return connection.getResponseCode(); // any answer will do
            } catch (IOException e) {
                throw OdpsFailures.of(
                        "the tunnel " + tunnel + " is not reached; tunnelEndpoint may name another", e, false);
            } finally {
                connection.disconnect();
            }
        });
    }
}
