package io.datachannels.spi.access;

import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.config.SecretText;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary access keys of the RAM role that this ECS instance has, by its metadata service, in security hardening mode where the
 * instance knows that. A key is replaced ten minutes before it expires, and used to its end while the service cannot be reached.
 */
final class EcsRamRole implements AccessKeys {
    private static final URI METADATA = URI.create("http://100.100.100.200/");
    private static final String ROLES = "latest/meta-data/ram/security-credentials/";
    private static final Duration EARLY = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MOST_BYTES = 64 * 1024;

    private final String role;
    private final URI metadata;
    private final Clock clock;
    private AccessKey key;
    private Instant expires = Instant.MIN;
    private Instant due = Instant.MIN;

    EcsRamRole(String role) {
        this(role, METADATA, Clock.systemUTC());
    }

    EcsRamRole(String role, URI metadata, Clock clock) {
        this.role = role;
        this.metadata = metadata;
        this.clock = clock;
    }

    @Override
    public synchronized AccessKey current() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return key;
        }
        try {
            fetch();
        } catch (Failure e) {
            if (!now.isBefore(expires)) {
                throw e;
            }
        }
        Instant early = expires.minus(EARLY);
        Instant soon = now.plus(PAUSE);
        due = early.isAfter(soon) ? early : soon.isBefore(expires) ? soon : expires;
        return key;
    }

    private void fetch() {
        try {
            String token = token();
            Answer answer = ask("GET", ROLES + role, "X-aliyun-ecs-metadata-token", token);
            if (answer.status == HttpURLConnection.HTTP_NOT_FOUND) {
                throw missing(ask("GET", ROLES, "X-aliyun-ecs-metadata-token", token));
            } else if (answer.status != HttpURLConnection.HTTP_OK) {
                throw unavailable("answered with status " + answer.status, null);
            }
            take(answer.body);
        } catch (IOException e) {
            throw key != null
                    ? unavailable("does not answer (" + e.getMessage() + ")", e)
                    : new JobFailure(
                            "the metadata service of ECS, which has the keys of the RAM role " + role
                                    + ", does not answer at " + metadata.getHost() + " (" + e.getMessage() + ")",
                            "Run the job on an ECS instance that has the role, or give accessId and accessKey.",
                            e);
        }
    }

    /** What asks for the keys in security hardening mode; or null of a service that does not know that mode. */
    private String token() throws IOException {
        Answer answer = ask("PUT", "latest/api/token", "X-aliyun-ecs-metadata-token-ttl-seconds", "60");
        return answer.status == HttpURLConnection.HTTP_OK ? answer.body.strip() : null;
    }

    private void take(String body) {
        String id = value(body, "AccessKeyId");
        String secret = value(body, "AccessKeySecret");
        String token = value(body, "SecurityToken");
        String until = value(body, "Expiration");
        if (id == null || secret == null || token == null || until == null) {
            throw unavailable("has no key of it now (" + value(body, "Code") + ")", null);
        }
        try {
            expires = Instant.parse(until);
        } catch (DateTimeException e) {
            throw unavailable("gave a key that expires at " + until, e);
        }
        key = new AccessKey(id, new SecretText(secret), new SecretText(token));
    }

    private JobFailure missing(Answer roles) {
        boolean none = roles.status != HttpURLConnection.HTTP_OK || roles.body.isBlank();
        String has = none
                ? "Attach the role to the instance, or give accessId and accessKey."
                : "The instance has the RAM role " + roles.body.strip()
                        + ": set ecsRamRole to it, or attach the other.";
        return new JobFailure("this ECS instance has no RAM role " + role, has);
    }

    private TransientFailure unavailable(String how, Exception cause) {
        return new TransientFailure("the metadata service of ECS, asked for the RAM role " + role + ", " + how, cause);
    }

    private record Answer(int status, String body) {}

    private Answer ask(String method, String path, String header, String value) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) metadata.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        if (value != null) {
            connection.setRequestProperty(header, value);
        }
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                return new Answer(status, "");
            }
            try (var body = connection.getInputStream()) {
                return new Answer(status, new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Of a flat object whose values have nothing to escape. */
    private static String value(String json, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        return found.find() ? found.group(1) : null;
    }
}
