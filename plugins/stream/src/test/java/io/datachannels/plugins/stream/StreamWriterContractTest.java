package io.datachannels.plugins.stream;

import io.datachannels.testkit.Rows;
import io.datachannels.testkit.WriterContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** streamwriter with a file. Its rows are lines; the sample's line breaks would need more than it promises. */
class StreamWriterContractTest extends WriterContract {
    @TempDir
    Path target;

    @Override
    protected String folder() {
        return "stream";
    }

    @Override
    protected String name() {
        return "streamwriter";
    }

    @Override
    protected String parameter() {
        return "{\"path\": \"" + target + "\", \"fileName\": \"rows\", \"fieldDelimiter\": \"|\"}";
    }

    @Override
    protected List<Object> sample(long id) {
        List<Object> row = super.sample(id);
        row.set(5, row.get(5) == null ? null : "text " + id);
        return row;
    }

    /** Bytes that are no text. */
    @Override
    protected List<Object> refused(long id) {
        List<Object> row = sample(id);
        row.set(6, ByteBuffer.wrap(new byte[] {-1}));
        return row;
    }

    @Override
    protected List<List<Object>> visible() throws IOException {
        Path file = target.resolve("rows");
        List<List<Object>> rows = new ArrayList<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> rows.add(List.of((Object[]) line.split("\\|"))));
        }
        return rows;
    }

    @Override
    protected Object everything() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (var list = Files.list(target)) {
            for (Path each : list.toList()) {
                files.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return files;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        List<Object> texts = new ArrayList<>();
        for (Object each : row) {
            if (each instanceof ByteBuffer bytes) {
                texts.add(new String(bytes.array(), StandardCharsets.UTF_8));
            } else if (each instanceof Instant instant) {
                texts.add(instant.toString().replace('T', ' ').replace("Z", ""));
            } else if (each instanceof Rows.Json json) {
                texts.add(json.text());
            } else {
                texts.add(String.valueOf(each));
            }
        }
        return texts;
    }
}
