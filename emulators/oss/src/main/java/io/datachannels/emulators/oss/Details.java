package io.datachannels.emulators.oss;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;

/** Small text files of names and values, each written at once: a reader sees all of it or nothing. */
final class Details {
    private static final String HEADER = "header.";

    private Details() {}

    /** Writes beside and renames. */
    static void write(Path file, Path spare, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        Path temporary = spare.resolve(UUID.randomUUID().toString());
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                properties.store(out, null);
            }
            Files.createDirectories(file.getParent());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Map<String, String> values = new TreeMap<>();
        properties.forEach((name, value) -> values.put((String) name, (String) value));
        return values;
    }

    static void putHeaders(Map<String, String> values, Map<String, String> headers) {
        headers.forEach((name, value) -> values.put(HEADER + name, value));
    }

    static Map<String, String> headers(Map<String, String> values) {
        Map<String, String> headers = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(HEADER)) {
                headers.put(name.substring(HEADER.length()), value);
            }
        });
        return headers;
    }
}
