package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.maxcompute.records.Compression;
import io.datachannels.emulators.maxcompute.records.MalformedStreamException;
import io.datachannels.emulators.maxcompute.records.RecordReader;
import io.datachannels.emulators.maxcompute.records.RecordWriter;
import io.datachannels.emulators.maxcompute.records.ValueRules;
import io.datachannels.emulators.maxcompute.store.DownloadSession;
import io.datachannels.emulators.maxcompute.store.DownloadStore;
import io.datachannels.emulators.maxcompute.store.PartitionSpec;
import io.datachannels.emulators.maxcompute.store.RowFile;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.Store;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.UploadSession;
import io.datachannels.emulators.maxcompute.store.UploadStore;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Upload and download sessions. */
final class TunnelCalls {
    private static final int LAST_BLOCK = 19_999;
    private static final Pattern ROW_RANGE = Pattern.compile("\\((\\d{1,18}),(\\d{1,18})\\)");

    private final Store store;
    private final UploadStore uploads;
    private final DownloadStore downloads;
    private final Faults faults;

    TunnelCalls(Store store, Faults faults) {
        this.store = store;
        this.uploads = new UploadStore(store);
        this.downloads = new DownloadStore(store);
        this.faults = faults;
    }

    Reply createUpload(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        PartitionSpec partition = call.partition(table);
        if (partition != null && !store.hasPartition(call.table(), partition)) {
            throw ServiceError.noSuchPartition(partition);
        }
        boolean overwrite = call.query("overwrite").equals("true");
        return describe(uploads.create(call.table(), partition, overwrite), table);
    }

    Reply upload(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        return describe(session(call, table), table);
    }

    Reply block(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        UploadSession session = session(call, table);
        UploadStore.requireOpen(session);
        int block = (int) call.number(
                "blockid",
                0,
                LAST_BLOCK,
                new ServiceError(
                        400, "InvalidBlockID", "The specified block id is not valid: 0 to " + LAST_BLOCK + "."));
        long version = call.has("block_version")
                ? call.number(
                        "block_version",
                        0,
                        Long.MAX_VALUE,
                        new ServiceError(400, "InvalidBlockVersion", "The specified block version is not valid."))
                : 0;
        if (call.has("arrow")) {
            throw notServed("Arrow");
        }
        try {
            Compression compression = compression(call, "content-encoding");
            RecordReader reader = new RecordReader(table.columns(), compression.open(call.body()));
            uploads.put(session, block, version, table.columns(), () -> checked(table.columns(), reader.next()));
        } catch (MalformedStreamException e) {
            throw new ServiceError(
                    400,
                    e.corrupted() ? "CorruptedDataStream" : "MalformedDataStream",
                    "The data stream you provided is not valid: " + e.getMessage() + ".");
        }
        return Reply.text(200, "");
    }

    Reply commit(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        return describe(uploads.commit(session(call, table)), table);
    }

    Reply createDownload(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        PartitionSpec partition = call.partition(table);
        if (call.has("shard")) {
            throw notServed("A shard");
        }
        return describe(downloads.create(call.table(), partition), table);
    }

    Reply download(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        return describe(downloadSession(call, table), table);
    }

    Reply data(Call call) throws IOException {
        TableDefinition table = store.table(call.table());
        DownloadSession session = downloadSession(call, table);
        if (call.has("arrow")) {
            throw notServed("Arrow");
        }
        Matcher range = ROW_RANGE.matcher(call.query("rowrange"));
        if (!range.matches() || Long.parseLong(range.group(1)) > session.rows().count()) {
            throw new ServiceError(400, "InvalidRowRange", "The specified row range is not valid.");
        }
        long first = Long.parseLong(range.group(1));
        long count = Math.min(Long.parseLong(range.group(2)), session.rows().count() - first);
        Compression compression = compression(call, "accept-encoding");
        Path file = store.spareFile();
        try (OutputStream out = compression.open(Files.newOutputStream(file))) {
            encode(call, table, session, first, count, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        Reply reply = Reply.file(file).with("Content-Type", "application/octet-stream");
        return compression == Compression.NONE ? reply : reply.with("Content-Encoding", compression.encoding());
    }

    private void encode(
            Call call, TableDefinition table, DownloadSession session, long first, long count, OutputStream out)
            throws IOException {
        int[] picked = columns(call, table);
        List<Column> sent = new ArrayList<>();
        for (int i : picked) {
            sent.add(table.columns().get(i));
        }
        boolean isShort = faults.shows(call.operation().name(), Fault.Kind.SHORT);
        long most = isShort ? count / 2 : count;
        RecordWriter writer = new RecordWriter(sent, out);
        if (most > 0) {
            session.rows().read(table.columns(), first, row -> {
                Object[] values = new Object[picked.length];
                for (int i = 0; i < picked.length; i++) {
                    values[i] = row[picked[i]];
                }
                writer.write(values);
                return writer.rows() < most;
            });
        }
        if (isShort) {
            writer.cut();
        } else if (faults.shows(call.operation().name(), Fault.Kind.CORRUPT)) {
            writer.finishCorrupted();
        } else {
            writer.finish();
        }
    }

    /** The places of the columns asked for, in the table's order, which is the order in which they are sent. */
    private static int[] columns(Call call, TableDefinition table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        if (call.query("columns").isEmpty()) {
            return names.stream().mapToInt(names::indexOf).toArray();
        }
        List<Integer> picked = new ArrayList<>();
        for (String name : call.query("columns").split(",")) {
            int index = names.indexOf(name.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new ServiceError(400, "NoSuchColumn", "The specified column does not exist: " + name + ".");
            }
            picked.add(index);
        }
        return picked.stream().mapToInt(Integer::intValue).toArray();
    }

    private UploadSession session(Call call, TableDefinition table) throws IOException {
        UploadSession session = uploads.find(call.query("uploadid"), call.table(), call.partition(table));
        if (faults.shows(call.operation().name(), Fault.Kind.EXPIRE)) {
            uploads.expire(session);
            return uploads.find(session.id(), session.table(), session.partition());
        }
        return session;
    }

    private DownloadSession downloadSession(Call call, TableDefinition table) {
        if (faults.shows(call.operation().name(), Fault.Kind.EXPIRE)) {
            throw ServiceError.statusConflict("expired");
        }
        return downloads.find(call.query("downloadid"), call.table(), call.partition(table));
    }

    private static Object[] checked(List<Column> columns, Object[] row) throws IOException {
        if (row != null) {
            ValueRules.apply(columns, row);
        }
        return row;
    }

    private static Compression compression(Call call, String header) {
        String name = call.headers().get(header);
        return Compression.of(name)
                .orElseThrow(() ->
                        new ServiceError(400, "InvalidCompression", "The compression is not known: " + name + "."));
    }

    private static ServiceError notServed(String what) {
        return new ServiceError(501, "NotImplemented", what + " is not served by this emulator.");
    }

    private Reply describe(UploadSession session, TableDefinition table) throws IOException {
        List<Map<String, Object>> blocks = new ArrayList<>();
        for (RowFile block : uploads.blocks(session)) {
            blocks.add(Map.of("BlockID", UploadStore.number(block)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("UploadID", session.id());
        json.put("Status", session.status().name().toLowerCase(Locale.ROOT));
        json.put("MaxFieldSize", ValueRules.LONGEST);
        json.put("Schema", schema(table));
        json.put("UploadedBlockList", blocks);
        return Reply.json(json);
    }

    private static Reply describe(DownloadSession session, TableDefinition table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("DownloadID", session.id());
        json.put("Status", "normal");
        json.put("RecordCount", session.rows().count());
        json.put("Schema", schema(table));
        return Reply.json(json);
    }

    private static Map<String, Object> schema(TableDefinition table) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("IsVirtualView", false);
        schema.put("columns", columns(table.columns()));
        schema.put("partitionKeys", columns(table.partitionColumns()));
        return schema;
    }

    private static List<Map<String, Object>> columns(List<Column> columns) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Column column : columns) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", column.name());
            entry.put("type", column.type().toString());
            entry.put("nullable", Boolean.toString(column.nullable()));
            entry.put("comment", column.comment());
            entry.put("column_id", Integer.toString(entries.size()));
            entries.add(entry);
        }
        return entries;
    }
}
