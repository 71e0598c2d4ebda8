package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The keys of a bucket in the order of their bytes, read from its folders as it goes: only folders that can hold a wanted
 * key are opened. What is changed meanwhile may be seen or not.
 */
final class KeyWalk {
    /** An object's key and file, and the file's stamp when it was seen. */
    record Found(String key, Path file, Stamp stamp) {}

    /** The stamp is null for a folder. */
    private record Node(String key, Path path, Stamp stamp, boolean aside) {}

    private static final Comparator<Node> ORDER =
            Comparator.comparing(Node::key, KeyOrder.BYTES).thenComparing(Node::aside);

    private final String prefix;
    private final String after;
    private final Deque<Iterator<Node>> open = new ArrayDeque<>();
    private String skip;
    private String last;

    /**
     * A walk over the keys that begin with the prefix and come after that key.
     *
     * @param after "" for all
     */
    KeyWalk(Path bucket, String prefix, String after) throws IOException {
        this.prefix = prefix;
        this.after = after;
        open.push(children(bucket, "").iterator());
    }

    /** Leaves out all keys that begin so, from here on. */
    void skip(String start) {
        skip = start;
    }

    /** The next one, or null at the end. */
    Found next() throws IOException {
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            Node node = open.peek().next();
            if (skip != null && node.key.startsWith(skip)) {
                continue;
            }
            if (node.stamp == null) {
                open.push(children(node.path, node.key).iterator());
            } else if (!node.key.equals(last)) {
                last = node.key;
                return new Found(node.key, node.path, node.stamp);
            }
        }
        return null;
    }

    private List<Node> children(Path folder, String start) throws IOException {
        List<Node> nodes = new ArrayList<>();
        collect(folder, start, nodes);
        nodes.sort(ORDER);
        return nodes;
    }

    private void collect(Path folder, String start, List<Node> nodes) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = FileNames.name(file);
                String part = name == null ? null : KeyNames.decode(name);
                if (part != null && mayHold(start + part, KeyNames.isChunk(name))) {
                    add(file, name, start + part, nodes);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void add(Path file, String name, String key, List<Node> nodes) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return;
        }
        boolean aside = KeyNames.isAside(name);
        if (KeyNames.isChunk(name)) {
            collect(file, key, nodes);
        } else if (attributes.isDirectory() && !aside) {
            String start = key + "/";
            boolean beforeAll = KeyOrder.BYTES.compare(start, after) < 0 && !after.startsWith(start);
            if (!beforeAll && (start.startsWith(prefix) || prefix.startsWith(start))) {
                nodes.add(new Node(start, file, null, false));
            }
        } else if (attributes.isRegularFile() && key.startsWith(prefix) && KeyOrder.BYTES.compare(key, after) > 0) {
            nodes.add(new Node(key, file, Stamp.of(attributes), aside));
        }
    }

    /** Whether a file or a folder of that key can matter at all; spares looking at the others. */
    private boolean mayHold(String key, boolean chunk) {
        boolean here = key.startsWith(prefix) || prefix.startsWith(chunk ? key : key + "/");
        return here && (KeyOrder.BYTES.compare(key, after) > 0 || after.startsWith(key));
    }
}
