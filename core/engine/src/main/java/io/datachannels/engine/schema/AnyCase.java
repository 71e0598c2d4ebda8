package io.datachannels.engine.schema;

/** Regular expressions, as JSON Schema has them, for names that may be written in any case. */
final class AnyCase {
    private AnyCase() {}

    /** Matches the letters of a name in any case; what is neither letter nor digit is left out, and may be anywhere if it is - or _. */
    static String loosely(String name) {
        return of(name.replaceAll("[-_]", ""), "[-_]*");
    }

    /** Matches a name in any case. */
    static String of(String name) {
        return of(name, "");
    }

    private static String of(String name, String between) {
        StringBuilder pattern = new StringBuilder(between);
        for (char c : name.toCharArray()) {
            if (Character.isLetter(c)) {
                pattern.append('[')
                        .append(Character.toLowerCase(c))
                        .append(Character.toUpperCase(c))
                        .append(']');
            } else {
                pattern.append(Character.isDigit(c) ? "" : "\\").append(c);
            }
            pattern.append(between);
        }
        return pattern.toString();
    }
}
