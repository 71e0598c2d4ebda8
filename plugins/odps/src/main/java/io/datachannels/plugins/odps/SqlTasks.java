package io.datachannels.plugins.odps;

import com.aliyun.odps.Instance;
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
    private final OdpsClient client;

    SqlTasks(OdpsClient client) {
        this.client = client;
    }

    /**
     * Runs a statement and waits until it has ended, however long it takes.
     *
     * @param what names the statement in messages and the report
     * @param statement with or without a semicolon; may be run twice, when an answer is lost
     * @param where the table or partition, for messages
     */
    void run(String what, String statement, String where, JobContext context) {
        String document = document(statement);
        Instance instance = client.call(context, what, where, () -> create(document));
        // The service answers when the task has ended, or else after some seconds.
        while (client.call(context, what, where, () -> instance.getStatus(true)) != Instance.Status.TERMINATED) {}
        client.call(context, what, where, () -> {
            instance.waitForSuccess();
            return null;
        });
    }

    private Instance create(String document) throws OdpsException {
        String project = client.access().project();
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.CONTENT_TYPE, "application/xml");
        Response answer = client.odps()
                .getRestClient()
                .stringRequest(ResourceBuilder.buildInstancesResource(project), "POST", null, headers, document);
        String location = answer.getHeader(Headers.LOCATION);
        if (location == null) {
            throw new OdpsException("the answer names no instance");
        }
        return client.odps().instances().get(project, location.substring(location.lastIndexOf('/') + 1));
    }

    private String document(String statement) {
        String settings = client.access().hasSchema()
                ? "{\"odps.sql.type.system.odps2\":\"true\",\"odps.namespace.schema\":\"true\"}"
                : "{\"odps.sql.type.system.odps2\":\"true\"}";
        return "<Instance><Job><Priority>9</Priority><Tasks><SQL><Name>AnonymousSQLTask</Name><Config>"
                + property("settings", settings)
                + property("uuid", UUID.randomUUID().toString())
                + "</Config><Query>" + escaped(ended(statement)) + "</Query></SQL></Tasks></Job></Instance>";
    }

    private static String ended(String statement) {
        return statement.strip().endsWith(";") ? statement : statement + "\n;";
    }

    private static String property(String name, String value) {
        return "<Property><Name>" + name + "</Name><Value>" + escaped(value) + "</Value></Property>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
