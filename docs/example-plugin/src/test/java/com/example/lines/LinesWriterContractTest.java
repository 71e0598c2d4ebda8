package com.example.lines;

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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

class LinesWriterContractTest extends WriterContract {
    @TempDir
    Path target;

    @Override
    protected String folder() {
        return "lines";
    }

    @Override
    protected String name() {
        return "lineswriter";
    }

    @Override
    protected String parameter() {
        return "{\"path\": \"" + target + "\"}";
    }

    @Override
    protected List<List<Object>> visible() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        everything().forEach((name, text) -> {
            if (name.endsWith(".tsv")) {
                text.lines().forEach(line -> rows.add(new ArrayList<>(Line.cells(line))));
            }
        });
        return rows;
    }

    @Override
    protected Map<String, String> everything() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var list = Files.list(target)) {
            for (Path each : list.toList()) {
                files.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return files;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return new ArrayList<>(row.stream().map(LinesWriterContractTest::text).toList());
    }

    private static String text(Object cell) {
        if (cell instanceof ByteBuffer bytes) {
            return new String(bytes.array(), StandardCharsets.UTF_8);
        } else if (cell instanceof Instant instant) {
            return instant.toString().replace('T', ' ').replace("Z", "");
        } else if (cell instanceof Rows.Json json) {
            return json.text();
        }
        return cell == null ? null : cell.toString();
    }
}
