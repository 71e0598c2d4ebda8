package io.datachannels.engine.config;

import io.datachannels.engine.schedule.Schedule;
import io.datachannels.engine.schedule.ScheduledTime;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ${name}} in a job file stands for, as given on the command line; the environment for {@code ${env:NAME}}; and the
 * scheduled time for {@code ${yyyymmdd-1}}. A value may itself be an expression for a date.
 */
public final class Variables {
    private static final Pattern DEFINITION = Pattern.compile("-D([^=\\s]+)=(.*)", Pattern.DOTALL);

    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final ScheduledTime scheduled;
    private final ZoneId zone;

    private Variables(
            Map<String, String> values, Map<String, String> environment, ScheduledTime scheduled, ZoneId zone) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.environment = Map.copyOf(environment);
        this.scheduled = scheduled;
        this.zone = zone;
    }

    public static Variables none() {
        return of(Map.of());
    }

    /** With the environment of this process, and scheduled for now. */
    public static Variables of(Map<String, String> values) {
        return new Variables(values, System.getenv(), ScheduledTime.now(Clock.systemUTC()), null);
    }

    /**
     * Of the text after {@code -p}, {@code -Dname=value -Dother='a value'}: definitions with spaces between them; quotes of either
     * kind keep spaces together, and a backslash in double quotes takes the next character as it is.
     *
     * @throws IllegalArgumentException if it is not of this form; the message shows no value
     */
    public static Variables parse(String parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : Words.of(parameters)) {
            Matcher definition = DEFINITION.matcher(word);
            if (!definition.matches()) {
                String shown = word.contains("=") ? word.substring(0, word.indexOf('=') + 1) + "…" : word;
                throw new IllegalArgumentException("expected -Dname=value, got " + shown);
            }
            values.put(definition.group(1), definition.group(2));
        }
        return of(values);
    }

    /** These and more; of two definitions of a name, the one in {@code more} counts. */
    public Variables and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Variables(all, environment, scheduled, zone);
    }

    /** These and more; of two definitions of a name, the one in {@code more} counts. */
    public Variables and(Variables more) {
        return and(more.values);
    }

    /** With another environment than this process has. */
    public Variables withEnvironment(Map<String, String> other) {
        return new Variables(values, other, scheduled, zone);
    }

    /**
     * For a run that was planned for another time than now.
     *
     * @param of the zone in which dates are computed, or null for that of the job file
     */
    public Variables scheduledAt(ScheduledTime time, ZoneId of) {
        return new Variables(values, environment, time, of);
    }

    /** For when the run was planned. */
    public ScheduledTime scheduled() {
        return scheduled;
    }

    /** In which dates are computed; null for that of the job file. */
    public ZoneId zone() {
        return zone;
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** The value of this name, or null if it is not defined. */
    String value(String name) {
        return values.get(name);
    }

    /** The value of an environment variable, or null if there is none. */
    String environment(String name) {
        return environment.get(name);
    }

    /**
     * What computes dates.
     *
     * @param ofJobFile the zone that the job file names, or null
     */
    Schedule schedule(ZoneId ofJobFile) {
        ZoneId given = zone == null ? ofJobFile : zone;
        return new Schedule(scheduled.in(given == null ? ZoneId.of(Schedule.ZONE) : given));
    }

    /** Only the names: a value may be a secret. */
    @Override
    public String toString() {
        return "variables " + names();
    }
}
