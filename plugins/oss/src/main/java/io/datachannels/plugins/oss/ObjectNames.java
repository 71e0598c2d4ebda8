package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of a job's objects: {@code OBJECT__NNNNN.csv} by the task's number, so that the same job writes the same names again; in
 * append mode {@code OBJECT__RUN_NNNNN.csv}. A task's further objects are {@code OBJECT__NNNNN_1.csv} and so on.
 */
final class ObjectNames {
    private static final int MAX_KEY_BYTES = 1023;
    /** For the run, the task's number and the suffix. */
    private static final int ROOM = 123;

    private static final String MARKER = ".run";
    /** After {@code OBJECT__}: a task's number, a run and a task's number, or what DataX puts there. */
    private static final Pattern SIBLING =
            Pattern.compile("(SUCCESS|(\\d{5,}|[A-Za-z0-9-]+_\\d{5,})(_\\d+)?|[0-9a-f]{32}(_[^/.]*)?)(\\.[^/]*)?");
    /** A task's number, and that of its object if it is not the first. */
    private static final Pattern TASK = Pattern.compile("\\d{5,}(_\\d+)?");

    private final String object;
    private final String extension;
    private final boolean byRun;

    /**
     * @param extension what the names end with; with its dot
     */
    ObjectNames(String object, String extension, WriteMode mode) {
        this.object = object;
        this.extension = extension;
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

    /**
     * @param number which of the task's objects, from 0
     */
    String task(String runId, int task, int number) {
        String name = siblings() + (byRun ? runId + "_" : "") + String.format(Locale.ROOT, "%05d", task);
        return name + (number == 0 ? "" : "_" + number) + extension;
    }

    /** The empty object that says that all others are complete; in a folder the name that Hadoop gave it. */
    String success() {
        return object.endsWith("/") ? object + "_SUCCESS" : siblings() + "SUCCESS";
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
        return TASK.matcher(number).matches();
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
}
