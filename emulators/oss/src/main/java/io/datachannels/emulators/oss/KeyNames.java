package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns keys into file names and back. The segments of a key are folders and a file of the same names, but for those that
 * cannot be: these begin with {@code .oss%} and a sign.
 *
 * <ul>
 *   <li>{@code .oss%=NAME} is a segment that cannot stand as it is: empty, {@code .}, {@code ..} or one that begins with
 *       {@code .oss%} itself.
 *   <li>{@code .oss%+NAME} is a folder for the first 240 bytes of a segment over 249 bytes; the rest of it is inside.
 *   <li>{@code .oss%-NAME} is the file of a key whose own place is taken by a folder ({@code a} beside {@code a/b}).
 * </ul>
 */
final class KeyNames {
    private static final String MARK = ".oss%";
    private static final String LITERAL = MARK + "=";
    private static final String CHUNK = MARK + "+";
    private static final String ASIDE = MARK + "-";
    /** 255 bytes, which file systems allow, without the mark. */
    private static final int LONGEST = 249;

    private static final int CHUNK_BYTES = 240;

    private KeyNames() {}

    /** The folders' names and the file's, from the bucket on. */
    static List<String> of(String key) {
        List<String> names = new ArrayList<>();
        for (String segment : key.split("/", -1)) {
            String rest = segment;
            while (bytes(rest) > LONGEST) {
                String chunk = start(rest);
                names.add(CHUNK + chunk);
                rest = rest.substring(chunk.length());
            }
            names.add(name(rest));
        }
        return names;
    }

    /** The name that a file takes when a folder has the name that {@link #of} gives it. */
    static String aside(String name) {
        return ASIDE + (name.startsWith(LITERAL) ? name.substring(LITERAL.length()) : name);
    }

    static boolean isAside(String name) {
        return name.startsWith(ASIDE);
    }

    static boolean isChunk(String name) {
        return name.startsWith(CHUNK);
    }

    /** The part of a key that the name stands for, or null if no key has this name. */
    static String decode(String name) {
        String part = name.startsWith(MARK) && name.length() > MARK.length() ? name.substring(LITERAL.length()) : name;
        boolean marked = isChunk(name) || isAside(name);
        return bytes(part) <= LONGEST && (marked || name(part).equals(name)) ? part : null;
    }

    private static String name(String part) {
        boolean unfit = part.isEmpty() || part.equals(".") || part.equals("..") || part.startsWith(MARK);
        return unfit ? LITERAL + part : part;
    }

    private static String start(String text) {
        int end = 0;
        int bytes = 0;
        while (true) {
            int next = end + Character.charCount(text.codePointAt(end));
            bytes += bytes(text.substring(end, next));
            if (bytes > CHUNK_BYTES) {
                return text.substring(0, end);
            }
            end = next;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
