package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.Xml;
import io.datachannels.emulators.maxcompute.store.PartitionSpec;
import io.datachannels.emulators.maxcompute.store.Rows;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.Store;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The calls that tell of projects, schemas, tables and partitions. */
final class MetaCalls {
    static final String OWNER = "ALIYUN$local";
    private static final int PAGE = 1000;

    private final Store store;

    MetaCalls(Store store) {
        this.store = store;
    }

    Reply projects(Call call) throws IOException {
        Xml xml = new Xml("Projects");
        for (String project : page(call, store.projects(), name -> name, xml)) {
            xml.open("Project").leaf("Name", project).leaf("Owner", OWNER).close();
        }
        return Reply.xml(xml);
    }

    Reply project(Call call) {
        store.requireProject(call.project());
        Xml xml = new Xml("Project")
                .leaf("Name", call.project())
                .leaf("Type", "managed")
                .leaf("Owner", OWNER)
                .leaf("State", "AVAILABLE")
                .open("Properties")
                .open("Property")
                .leaf("Name", "odps.schema.model.enabled")
                .leaf("Value", "true")
                .close()
                .close();
        return stamped(Reply.xml(xml));
    }

    Reply schemas(Call call) throws IOException {
        Xml xml = new Xml("Schemas");
        for (String schema : page(call, store.schemas(call.project()), name -> name, xml)) {
            xml.open("Schema")
                    .leaf("Name", schema)
                    .leaf("Project", call.project())
                    .close();
        }
        return Reply.xml(xml);
    }

    Reply schema(Call call) {
        store.requireSchema(call.project(), call.name());
        Xml xml = new Xml("Schema")
                .leaf("Name", call.name())
                .leaf("Project", call.project())
                .leaf("Type", "MANAGED");
        return stamped(Reply.xml(xml));
    }

    Reply createSchema(Call call) throws IOException {
        Map<String, String> leaves = XmlInput.leaves(call.document());
        String name = leaves.entrySet().stream()
                .filter(leaf -> leaf.getKey().endsWith("/Name"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new ServiceError(400, "InvalidParameter", "The schema has no name."));
        boolean ifNotExists = leaves.entrySet().stream()
                .anyMatch(leaf -> leaf.getKey().endsWith("/IfNotExists")
                        && leaf.getValue().equals("true"));
        if (!store.createSchema(call.project(), name) && !ifNotExists) {
            throw new ServiceError(409, "ObjectAlreadyExists", "Schema already exists - '" + name + "'.");
        }
        return Reply.text(201, "");
    }

    Reply deleteSchema(Call call) throws IOException {
        store.dropSchema(call.project(), call.name());
        return Reply.text(200, "");
    }

    Reply tables(Call call) throws IOException {
        String prefix = call.query("name").toLowerCase(Locale.ROOT);
        List<TableName> all = store.tables(call.project(), call.schema()).stream()
                .filter(table -> table.table().startsWith(prefix))
                .toList();
        Xml xml = new Xml("Tables");
        for (TableName table : page(call, all, TableName::table, xml)) {
            xml.open("Table")
                    .leaf("Name", table.table())
                    .leaf("Owner", OWNER)
                    .leaf("Project", table.project())
                    .leaf("SchemaName", table.schema())
                    .leaf("Type", "MANAGED_TABLE")
                    .close();
        }
        return Reply.xml(xml);
    }

    Reply table(Call call) throws IOException {
        TableName name = call.table();
        TableDefinition table = store.table(name);
        Instant modified =
                table.isPartitioned() ? table.created() : store.rows(name, null).modified();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("tableName", name.table());
        schema.put("comment", table.comment());
        schema.put("columns", columns(table.columns()));
        schema.put("partitionKeys", columns(table.partitionColumns()));
        schema.put("createTime", table.created().getEpochSecond());
        schema.put("lastDDLTime", table.created().getEpochSecond());
        schema.put("lastModifiedTime", modified.getEpochSecond());
        schema.put("isVirtualView", false);
        schema.put("lifecycle", table.lifecycle() == 0 ? -1 : table.lifecycle());
        schema.put("size", size(name, table));
        Xml xml = new Xml("Table")
                .leaf("Name", name.table())
                .leaf("TableId", table.id())
                .leaf("Schema", Json.text(schema), "format", "Json")
                .leaf("Comment", table.comment())
                .leaf("Owner", OWNER)
                .leaf("Project", name.project())
                .leaf("SchemaName", name.schema())
                .leaf("CreationTime", Reply.rfc822(table.created()))
                .leaf("LastModifiedTime", Reply.rfc822(modified))
                .leaf("Type", "MANAGED_TABLE");
        return stamped(Reply.xml(xml));
    }

    Reply partitions(Call call) throws IOException {
        TableName name = call.table();
        TableDefinition table = store.table(name);
        List<PartitionSpec> all = new ArrayList<>(store.partitions(name));
        if (!call.query("partition").isEmpty()) {
            PartitionSpec asked = spec(call, table);
            all.removeIf(partition -> !partition.isIn(asked));
        }
        if (call.has("reverse")) {
            Collections.reverse(all);
        }
        Xml xml = new Xml("Partitions");
        if (call.has("name")) {
            all.forEach(
                    partition -> xml.open("Partition").leaf("Name", partition).close());
            return Reply.xml(xml);
        }
        for (PartitionSpec partition : page(call, all, PartitionSpec::toString, xml)) {
            Rows rows = store.rows(name, partition);
            xml.open("Partition");
            partition.values().forEach((column, value) -> xml.leaf("Column", "", "Name", column, "Value", value));
            xml.leaf("CreationTime", rows.created().getEpochSecond())
                    .leaf("LastDDLTime", rows.created().getEpochSecond())
                    .leaf("LastModifiedTime", rows.modified().getEpochSecond())
                    .leaf("PartitionSize", rows.size())
                    .leaf("PartitionRecordNum", rows.count())
                    .close();
        }
        return Reply.xml(xml);
    }

    Reply partition(Call call) throws IOException {
        TableName name = call.table();
        TableDefinition table = store.table(name);
        PartitionSpec partition = spec(call, table);
        if (!partition.isWhole(table.partitionColumns()) || !store.hasPartition(name, partition)) {
            throw ServiceError.noSuchPartition(partition);
        }
        Rows rows = store.rows(name, partition);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("createTime", rows.created().getEpochSecond());
        schema.put("lastDDLTime", rows.created().getEpochSecond());
        schema.put("lastModifiedTime", rows.modified().getEpochSecond());
        schema.put("partitionSize", rows.size());
        schema.put("partitionRecordNum", rows.count());
        return Reply.xml(new Xml("Partition").leaf("Schema", Json.text(schema)));
    }

    private static PartitionSpec spec(Call call, TableDefinition table) {
        try {
            return PartitionSpec.parse(table.partitionColumns(), call.query("partition"));
        } catch (IllegalArgumentException e) {
            throw new ServiceError(400, "InvalidPartitionSpec", "Invalid partition spec - " + e.getMessage());
        }
    }

    private long size(TableName name, TableDefinition table) throws IOException {
        if (!table.isPartitioned()) {
            return store.rows(name, null).size();
        }
        long size = 0;
        for (PartitionSpec partition : store.partitions(name)) {
            size += store.rows(name, partition).size();
        }
        return size;
    }

    /** The page that the call asks for; the marker, which is the name of its last entry, is written first. */
    private static <T> List<T> page(Call call, List<T> all, Function<T, String> name, Xml xml) {
        String marker = call.query("marker");
        int most = call.query("maxitems").matches("[1-9]\\d{0,3}")
                ? Math.min(PAGE, Integer.parseInt(call.query("maxitems")))
                : PAGE;
        int first = 0;
        for (int i = 0; i < all.size() && !marker.isEmpty(); i++) {
            if (name.apply(all.get(i)).equals(marker)) {
                first = i + 1;
            }
        }
        int end = Math.min(all.size(), first + most);
        xml.leaf("Marker", end < all.size() ? name.apply(all.get(end - 1)) : "").leaf("MaxItems", most);
        return all.subList(first, end);
    }

    private static List<Map<String, Object>> columns(List<Column> columns) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Column column : columns) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", column.name());
            entry.put("type", column.type().toString());
            entry.put("comment", column.comment());
            entry.put("isNullable", column.nullable());
            entries.add(entry);
        }
        return entries;
    }

    private static Reply stamped(Reply reply) {
        String start = Reply.rfc822(Instant.EPOCH);
        return reply.with("x-odps-owner", OWNER)
                .with("x-odps-creation-time", start)
                .with("Last-Modified", start);
    }
}
