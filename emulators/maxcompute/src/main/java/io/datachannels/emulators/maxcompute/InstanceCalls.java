package io.datachannels.emulators.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.http.Xml;
import io.datachannels.emulators.maxcompute.sql.SqlEngine;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** SQL tasks. A task has ended when its instance is made; what became of it is kept for the last thousand. */
final class InstanceCalls {
    private static final int MOST = 1000;
    private static final String TASK = "Instance/Job/Tasks/SQL/";

    private final Store store;
    private final SqlEngine sql;
    private final Map<String, Instance> instances = new LinkedHashMap<>();

    private record Instance(String task, String source, Instant time, boolean success, SqlEngine.Result result) {
        String status() {
            return success ? "Success" : "Failed";
        }
    }

    InstanceCalls(Store store) {
        this.store = store;
        this.sql = new SqlEngine(store);
    }

    Reply create(Call call) throws IOException {
        store.requireProject(call.project());
        byte[] document = call.document();
        Map<String, String> job = XmlInput.leaves(document);
        String query = job.get(TASK + "Query");
        if (query == null) {
            throw new ServiceError(400, "InvalidParameter", "This emulator runs SQL tasks only.");
        }
        Instant now = store.clock().instant();
        String task = job.getOrDefault(TASK + "Name", "AnonymousSQLTask");
        String source = new String(document, UTF_8);
        Instance instance;
        try {
            instance = new Instance(task, source, now, true, sql.run(query, call.project(), call.schema()));
        } catch (ServiceError e) {
            instance = new Instance(task, source, now, false, new SqlEngine.Result("text", e.getMessage()));
        }
        String id = now.toEpochMilli() + UUID.randomUUID().toString().replace("-", "");
        synchronized (instances) {
            instances.put(id, instance);
            if (instances.size() > MOST) {
                instances.remove(instances.keySet().iterator().next());
            }
        }
        return Reply.text(201, "").with("Location", "/projects/" + call.project() + "/instances/" + id);
    }

    Reply get(Call call) {
        Instance instance;
        synchronized (instances) {
            instance = instances.get(call.name());
        }
        if (instance == null) {
            throw new ServiceError(404, "NoSuchInstance", "ODPS-0420111: Instance not found - '" + call.name() + "'.");
        }
        if (call.has("source")) {
            return stamped(Reply.text(200, instance.source()).with("Content-Type", "application/xml"), instance);
        }
        Xml xml = new Xml("Instance").leaf("Status", "Terminated");
        if (call.has("taskstatus")) {
            xml.open("Tasks")
                    .open("Task", "Type", "SQL")
                    .leaf("Name", instance.task())
                    .leaf("StartTime", Reply.rfc822(instance.time()))
                    .leaf("EndTime", Reply.rfc822(instance.time()))
                    .leaf("Status", instance.status())
                    .leaf("Histories", "");
        } else if (call.has("result")) {
            SqlEngine.Result result = instance.result();
            String text = Base64.getEncoder().encodeToString(result.text().getBytes(UTF_8));
            xml.open("Tasks")
                    .open("Task", "Type", "SQL")
                    .leaf("Name", instance.task())
                    .leaf("Result", text, "Transform", "Base64", "Format", result.format())
                    .leaf("Status", instance.status());
        }
        return stamped(Reply.xml(xml), instance);
    }

    private static Reply stamped(Reply reply, Instance instance) {
        return reply.with("x-odps-owner", MetaCalls.OWNER)
                .with("x-odps-start-time", Reply.rfc822(instance.time()))
                .with("x-odps-end-time", Reply.rfc822(instance.time()));
    }
}
