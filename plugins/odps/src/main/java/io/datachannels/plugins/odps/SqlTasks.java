package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.commons.transport.Headers;
import com.aliyun.odps.commons.transport.Response;
import com.aliyun.odps.rest.ResourceBuilder;
import io.datachannels.spi.JobContext;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * SQL statements, each run as a task of the service and waited for. The SDK's own call is not used: it tells the service this machine's
 * address and that of its network card.
 */
final class SqlTasks {
    private static final int POLL_MILLIS = 200;

    private final OdpsClient client;

    SqlTasks(OdpsClient client) {
        this.client = client;
    }

    /**
     * @param statement without a semicolon; may be run twice, when an answer is lost
     * @param where the table or partition, for messages
     */
    void run(String what, String statement, String where, JobContext context) {
        client.call(context, what, where, () -> {
            String project = client.access().project();
            Map<String, String> headers = new HashMap<>();
            headers.put(Headers.CONTENT_TYPE, "application/xml");
            Response answer = client.odps()
                    .getRestClient()
                    .stringRequest(
                            ResourceBuilder.buildInstancesResource(project),
                            "POST",
                            null,
                            headers,
                            instance(statement));
            String location = answer.getHeader(Headers.LOCATION);
            if (location == null) {
                throw new OdpsException("the answer names no instance");
            }
            client.odps()
                    .instances()
                    .get(project, location.substring(location.lastIndexOf('/') + 1))
                    .waitForSuccess(POLL_MILLIS);
            return null;
        });
    }

    private String instance(String statement) {
        String settings = client.access().hasSchema()
                ? "{\"odps.sql.type.system.odps2\":\"true\",\"odps.namespace.schema\":\"true\"}"
                : "{\"odps.sql.type.system.odps2\":\"true\"}";
        return "<Instance><Job><Priority>9</Priority><Tasks><SQL><Name>AnonymousSQLTask</Name><Config>"
                + property("settings", settings)
                + property("uuid", UUID.randomUUID().toString())
                + "</Config><Query>" + escaped(statement) + ";</Query></SQL></Tasks></Job></Instance>";
    }

    private static String property(String name, String value) {
        return "<Property><Name>" + name + "</Name><Value>" + escaped(value) + "</Value></Property>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
