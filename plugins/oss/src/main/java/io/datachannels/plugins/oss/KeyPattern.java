package io.datachannels.plugins.oss;

import java.util.regex.Pattern;

/**
 * What a job file names as an object: a key, or a pattern in which {@code *} stands for any characters, slashes too, and {@code ?}
 * for one; every other character stands for itself.
 */
final class KeyPattern {
    private final String text;
    private final int wildcard;
    private final Pattern pattern;

    KeyPattern(String text) {
        this.text = text;
        this.wildcard = firstWildcard(text);
        StringBuilder regex = new StringBuilder();
        for (String literal : text.split("(?<=[*?])|(?=[*?])")) {
            regex.append(
                    switch (literal) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        default -> Pattern.quote(literal);
                    });
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean isKey() {
        return wildcard < 0;
    }

    /** What all matching keys begin with: as much as there is, so that as little as possible is listed. */
    String prefix() {
        return isKey() ? text : text.substring(0, wildcard);
    }

    /** The folder of the first wildcard, or of the key; empty or ending in a slash. */
    String folder() {
        return text.substring(0, prefix().lastIndexOf('/') + 1);
    }

    boolean matches(String key) {
        return pattern.matcher(key).matches();
    }

    @Override
    public String toString() {
        return text;
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }
}
