package io.datachannels.engine.config;

import io.datachannels.spi.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The access key in the credentials file that Alibaba Cloud's SDKs share, {@code ~/.alibabacloud/credentials} or where {@code
 * ALIBABA_CLOUD_CREDENTIALS_FILE} says: that of the profile {@code default}, or the one that {@code ALIBABA_CLOUD_PROFILE} names. The
 * text of a wrong line is in no message, for it may be a secret.
 */
final class CredentialsProfile {
    private static final String FILE = "ALIBABA_CLOUD_CREDENTIALS_FILE";
    private static final String PROFILE = "ALIBABA_CLOUD_PROFILE";
    private static final String ACCESS_KEY = "access_key";
    private static final String STS = "sts";
    private static final String ECS_RAM_ROLE = "ecs_ram_role";

    /** The keys of a profile by the environment variables for which they stand. */
    private static final Map<String, String> KEYS = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", "access_key_id",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "access_key_secret",
            "ALIBABA_CLOUD_SECURITY_TOKEN", "security_token",
            "ALIBABA_CLOUD_ECS_METADATA", "role_name")));

    /** What a profile of each type must have. */
    private static final Map<String, List<String>> NEEDED = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            ACCESS_KEY, List.of("access_key_id", "access_key_secret"),
            STS, List.of("access_key_id", "access_key_secret", "security_token"),
            ECS_RAM_ROLE, List.of("role_name"))));

    private final Map<String, String> environment;
    private final String profile;

    CredentialsProfile(Map<String, String> environment) {
        this.environment = environment;
        this.profile = environment(PROFILE).isEmpty() ? "default" : environment(PROFILE);
    }

    /** Whether the file can stand for this environment variable. */
    static boolean standsFor(String variable) {
        return KEYS.containsKey(variable);
    }

    /** For people: {@code the profile default of FILE}. */
    String origin() {
        return "the profile " + profile + " of " + place();
    }

    /**
     * The environment variables for which the profile stands, with their values; none if there is no such file or profile and the
     * environment does not ask for it.
     *
     * @throws Mismatch if there is one that cannot be used; the message shows no secret
     */
    Map<String, String> variables() throws Mismatch {
        if (place().isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> profiles = profiles();
        Map<String, String> keys = profiles.get(profile);
        if (keys == null) {
            if (environment(PROFILE).isEmpty()) {
                return Map.of();
            }
            throw new Mismatch("there is no profile " + profile + " in " + place() + ", which " + PROFILE + " names"
                    + NearestName.hint(profile, profiles.keySet()));
        }
        if (keys.getOrDefault("enable", "true").equalsIgnoreCase("false")) {
            if (environment(PROFILE).isEmpty()) {
                return Map.of();
            }
            throw new Mismatch(origin() + " is switched off by enable = false");
        }
        String type = keys.getOrDefault("type", ACCESS_KEY).toLowerCase(Locale.ROOT);
        List<String> needed = NEEDED.get(type);
        if (needed == null) {
            throw new Mismatch("the type of " + origin() + " must be " + String.join(" or ", NEEDED.keySet())
                    + ", got \"" + type + "\"; or give the key in the job file, a datasource or the environment");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : KEYS.entrySet()) {
            if (needed.contains(each.getValue())) {
                String value = keys.getOrDefault(each.getValue(), "");
                if (value.isEmpty()) {
                    throw new Mismatch(origin() + " has no " + each.getValue());
                }
                variables.put(each.getKey(), value);
            }
        }
        return variables;
    }

    private Map<String, Map<String, String>> profiles() throws Mismatch {
        Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
        Map<String, String> current = null;
        int number = 0;
        for (String each : lines()) {
            number++;
            String line = each.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                current = profiles.computeIfAbsent(
                        line.substring(1, line.length() - 1).strip(), name -> new LinkedHashMap<>());
            } else if (equals > 0 && current != null) {
                current.put(
                        line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        value(line.substring(equals + 1).strip()));
            } else {
                throw new Mismatch("line " + number + " of " + place()
                        + " must be [profile], or under one name = value, or a comment that begins with #");
            }
        }
        return profiles;
    }

    /** Without the comment behind it, which begins with a blank and #. */
    private static String value(String text) {
        int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }

    private List<String> lines() throws Mismatch {
        try {
            return Files.readAllLines(Path.of(place()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            if (environment(FILE).isEmpty() && environment(PROFILE).isEmpty()) {
                return List.of();
            }
            throw new Mismatch("there is no file of credentials " + place() + ", which "
                    + (environment(FILE).isEmpty() ? PROFILE : FILE) + " asks for");
        } catch (IOException | InvalidPathException e) {
            throw new Mismatch("the file of credentials " + place() + " cannot be read ("
                    + e.getClass().getSimpleName() + "); it must be a text in UTF-8 that this user may read");
        }
    }

    /** Empty if nothing says where home is. */
    private String place() {
        if (!environment(FILE).isEmpty()) {
            return environment(FILE);
        }
        String home = environment("HOME").isEmpty() ? environment("USERPROFILE") : environment("HOME");
        return home.isEmpty() ? "" : home + "/.alibabacloud/credentials";
    }

    private String environment(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
