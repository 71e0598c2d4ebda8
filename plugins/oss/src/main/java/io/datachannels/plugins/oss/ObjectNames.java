package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of a job's objects: {@code OBJECT__NNNNN.csv} by the task's number, so that the same job writes the same names again; in
 * append mode {@code OBJECT__RUN_NNNNN.csv}.
 */
final class ObjectNames {
    private static final int MAX_KEY_BYTES = 1023;
    /** For the run, the task's number and the suffix. */
    private static final int ROOM = 123;

    private static final String MARKER = ".run";
    /** After {@code OBJECT__}: a task's number, a run and a task's number, or what DataX puts there. */
    private static final Pattern SIBLING =
            Pattern.compile("(\\d{5,}|[A-Za-z0-9-]+_\\d{5,}|[0-9a-f]{32}(_[^/.]*)?)(\\.[^/]*)?");

    private final String object;
    private final String extension;
    private final boolean byRun;

    ObjectNames(String object, String suffix, WriteMode mode) {
        this.object = object;
        this.extension = extension(suffix);
        this.byRun = mode == WriteMode.APPEND;
    }

    /** Rules for what the names of objects begin with; the rest of them needs room. */
    static void validatePrefix(String prefix, String place, Problems problems) {
        validateKey(prefix, MAX_KEY_BYTES - ROOM, place, problems);
    }

    static void validateKey(String key, String place, Problems problems) {
        validateKey(key, MAX_KEY_BYTES, place, problems);
    }

    private static void validateKey(String key, int most, String place, Problems problems) {
        if (key.isBlank()) {
            problems.add(place, "must not be blank");
        } else if (key.startsWith("/") || key.startsWith("\\")) {
            problems.add(place, "must not begin with a slash: the bucket's objects have no root folder");
        } else if (key.getBytes(StandardCharsets.UTF_8).length > most) {
            problems.add(place, "must not be longer than " + most + " bytes");
        }
    }

    /** What every object of the job begins with. */
    String prefix() {
        return object;
    }

    /** What every object of the job that was not named by hand begins with. */
    String siblings() {
        return object + "__";
    }

    String task(String runId, int task) {
        return siblings() + (byRun ? runId + "_" : "") + String.format(Locale.ROOT, "%05d", task) + extension;
    }

    /** An upload of this name is never completed; it shows that the run is at work. */
    String marker(String runId) {
        return siblings() + runId + MARKER;
    }

    boolean isMarker(String key) {
        return key.startsWith(siblings()) && key.endsWith(MARKER);
    }

    /** Whether a task of that run has that object. */
    boolean isTask(String runId, String key) {
        String begin = siblings() + (byRun ? runId + "_" : "");
        if (!key.startsWith(begin) || !key.endsWith(extension) || key.length() < begin.length() + extension.length()) {
            return false;
        }
        String number = key.substring(begin.length(), key.length() - extension.length());
        return number.length() >= 5 && number.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Whether the object is in the way of the job: it has the job's name, or a name that this writer or DataX gives to objects of that
     * name; below a name that ends in a slash, every object. Another job's {@code OBJECT__more} is not.
     */
    boolean isEarlier(String key) {
        if (object.endsWith("/")) {
            return key.startsWith(object) && !key.endsWith("/");
        }
        return key.equals(object)
                || key.startsWith(siblings())
                        && SIBLING.matcher(key.substring(siblings().length())).matches();
    }

    private static String extension(String suffix) {
        if (suffix == null || suffix.isBlank()) {
            return ".csv";
        }
        return suffix.trim().startsWith(".") ? suffix.trim() : "." + suffix.trim();
    }
}
