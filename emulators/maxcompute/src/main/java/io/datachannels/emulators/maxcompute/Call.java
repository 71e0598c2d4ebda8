package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.maxcompute.store.PartitionSpec;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request as the service reads it: {@code /projects/P[/schemas/S]/tables/T} or {@code /projects/P/instances/I}. */
final class Call {
    private static final int LARGEST_DOCUMENT = 16 << 20;

    private final Exchange exchange;
    private final Map<String, String> query;
    private final List<String> path = new ArrayList<>();
    private final Operation operation;
    private String schema;

    Call(Exchange exchange) {
        this.exchange = exchange;
        this.query = exchange.query();
        for (String segment : exchange.rawPath().substring(1).split("/")) {
            path.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        schema = query.get("curr_schema");
        if (path.size() >= 5 && path.get(2).equals("schemas")) {
            schema = path.get(3);
            path.subList(2, 4).clear();
        }
        this.operation = find();
    }

    Operation operation() {
        return operation;
    }

    /** Decoded, as it is signed. */
    String path() {
        return URLDecoder.decode(exchange.rawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String method() {
        return exchange.method();
    }

    Map<String, String> headers() {
        return exchange.headers();
    }

    Map<String, String> query() {
        return query;
    }

    boolean has(String name) {
        return query.containsKey(name);
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /**
     * A number from the query.
     *
     * @param error what is thrown if it is none or not within the two
     */
    long number(String name, long least, long most, ServiceError error) {
        String text = query(name);
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw error;
        }
        return Long.parseLong(text);
    }

    String project() {
        return path.get(1);
    }

    /** The schema that the call names, or the default one. */
    String schema() {
        return schema == null || schema.isEmpty() ? TableName.DEFAULT_SCHEMA : schema;
    }

    /** What follows the collection in the path: a table, a schema or an instance. */
    String name() {
        return path.get(3);
    }

    TableName table() {
        return new TableName(project(), schema(), name());
    }

    /**
     * The partition that a tunnel call names, whole; null for a table without partitions.
     *
     * @throws ServiceError MissingPartitionSpec, InvalidPartitionSpec
     */
    PartitionSpec partition(TableDefinition table) {
        String text = query("partition");
        if (!table.isPartitioned()) {
            if (!text.isEmpty()) {
                throw invalidPartition("the table has no partitions");
            }
            return null;
        }
        if (text.isEmpty()) {
            throw new ServiceError(
                    400, "MissingPartitionSpec", "You need to specify a partitionspec along with the specified table.");
        }
        try {
            PartitionSpec partition = PartitionSpec.parse(table.partitionColumns(), text);
            if (!partition.isWhole(table.partitionColumns())) {
                throw invalidPartition("every level must be named");
            }
            return partition;
        } catch (IllegalArgumentException e) {
            throw invalidPartition(e.getMessage());
        }
    }

    private static ServiceError invalidPartition(String reason) {
        return new ServiceError(
                400, "InvalidPartitionSpec", "The specified partitionspec is not valid: " + reason + ".");
    }

    InputStream body() {
        return exchange.body();
    }

    /** The whole body of a call that sends XML. */
    byte[] document() throws IOException {
        byte[] bytes = exchange.body(LARGEST_DOCUMENT);
        if (bytes == null) {
            throw new ServiceError(400, "InvalidParameter", "The document is too large.");
        }
        return bytes;
    }

    private Operation find() {
        String method = exchange.method();
        boolean get = method.equals("GET");
        if (path.isEmpty() || !path.get(0).equals("projects")) {
            return Operation.Unknown;
        }
        String collection = path.size() < 3 ? "" : path.get(2);
        return switch (path.size()) {
            case 1 -> get ? Operation.ListProjects : Operation.Unknown;
            case 2 -> get ? Operation.GetProject : Operation.Unknown;
            case 3 -> inProject(collection, method);
            case 4 ->
                switch (collection) {
                    case "tables" -> onTable(method);
                    case "instances" -> get ? Operation.GetInstance : Operation.Unknown;
                    case "schemas" ->
                        get
                                ? Operation.GetSchema
                                : method.equals("DELETE") ? Operation.DeleteSchema : Operation.Unknown;
                    default -> Operation.Unknown;
                };
            default -> Operation.Unknown;
        };
    }

    private Operation inProject(String collection, String method) {
        boolean get = method.equals("GET");
        boolean post = method.equals("POST");
        return switch (collection) {
            case "tables" -> get ? Operation.ListTables : Operation.Unknown;
            case "instances" -> post ? Operation.CreateInstance : Operation.Unknown;
            case "schemas" -> get ? Operation.ListSchemas : post ? Operation.CreateSchema : Operation.Unknown;
            case "logs" -> method.equals("PUT") ? Operation.PutLogs : Operation.Unknown;
            case "tunnel" -> get && has("service") ? Operation.GetTunnel : Operation.Unknown;
            default -> Operation.Unknown;
        };
    }

    private Operation onTable(String method) {
        return switch (method) {
            case "POST" -> {
                if (has("uploads")) {
                    yield Operation.CreateUpload;
                } else if (has("downloads")) {
                    yield Operation.CreateDownload;
                }
                yield has("uploadid") ? Operation.CommitUpload : Operation.Unknown;
            }
            case "PUT" -> has("uploadid") && has("blockid") ? Operation.UploadBlock : Operation.Unknown;
            case "GET" -> {
                if (has("uploadid")) {
                    yield Operation.GetUpload;
                } else if (has("downloadid")) {
                    yield has("data") ? Operation.DownloadData : Operation.GetDownload;
                } else if (has("data")) {
                    yield Operation.Unknown;
                } else if (has("partitions")) {
                    yield Operation.ListPartitions;
                }
                yield has("partition") ? Operation.GetPartition : Operation.GetTable;
            }
            default -> Operation.Unknown;
        };
    }
}
