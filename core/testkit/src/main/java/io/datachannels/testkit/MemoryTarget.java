package io.datachannels.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where {@link MemoryWriterPlugin} writes: rows that everybody sees, and parts that wait for a commit. Outlives runs. */
public final class MemoryTarget {
    private final List<List<Object>> visible = new ArrayList<>();
    private final Map<String, List<List<Object>>> parts = new LinkedHashMap<>();

    /** What a reader of the target sees. */
    public synchronized List<List<Object>> visible() {
        return List.copyOf(visible);
    }

    /** The names of the parts that are neither committed nor removed. */
    public synchronized List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    synchronized void add(String part, List<List<Object>> rows) {
        parts.computeIfAbsent(part, name -> new ArrayList<>()).addAll(rows);
    }

    synchronized void show(String part) {
        List<List<Object>> rows = parts.remove(part);
        if (rows != null) {
            visible.addAll(rows);
        }
    }

    synchronized void remove(String part) {
        parts.remove(part);
    }
}
