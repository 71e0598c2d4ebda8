package io.datachannels.spi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.config.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a metadata service with the paths, headers and answers that ECS documents. */
class EcsRamRoleTest {
    private static final String ROLES = "/latest/meta-data/ram/security-credentials/";
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private volatile Instant now = START;
    private volatile int status = 200;
    private volatile boolean hardened = true;
    private volatile String expiration = "2026-11-22T06:00:00Z";
    private volatile int made;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        String token = exchange.getRequestHeaders().getFirst("X-aliyun-ecs-metadata-token");
        if (status != 200) {
            send(exchange, status, "");
        } else if (path.equals("/latest/api/token")) {
            boolean asks = exchange.getRequestHeaders().getFirst("X-aliyun-ecs-metadata-token-ttl-seconds") != null;
            send(exchange, hardened && asks ? 200 : 404, "pass");
        } else if (hardened && !"pass".equals(token)) {
            send(exchange, 403, "");
        } else if (path.equals(ROLES)) {
            send(exchange, 200, "exporter\n");
        } else if (path.equals(ROLES + "exporter")) {
            made++;
            send(exchange, 200, """
                    {
                      "AccessKeyId" : "STS.id%d",
                      "AccessKeySecret" : "secret%d",
                      "Expiration" : "%s",
                      "SecurityToken" : "token/%d==",
                      "LastUpdated" : "2026-11-22T00:00:00Z",
                      "Code" : "Success"
                    }""".formatted(made, made, expiration, made));
        } else {
            send(exchange, 404, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private EcsRamRole role(String name) {
        URI metadata = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new EcsRamRole(name, metadata, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private static AccessKey made(int number) {
        return new AccessKey(
                "STS.id" + number, new SecretText("secret" + number), new SecretText("token/" + number + "=="));
    }

    @Test
    void takesTheKeyInSecurityHardeningMode() {
        assertThat(role("exporter").current()).isEqualTo(made(1));
        assertThat(asked).containsExactly("PUT /latest/api/token", "GET " + ROLES + "exporter");
    }

    @Test
    void takesTheKeyOfAServiceThatDoesNotKnowThatMode() {
        hardened = false;
        assertThat(role("exporter").current()).isEqualTo(made(1));
    }

    @Test
    void asksAnewTenMinutesBeforeAKeyExpires() {
        EcsRamRole role = role("exporter");
        role.current();
        now = START.plus(Duration.ofMinutes(349));
        assertThat(role.current()).isEqualTo(made(1));
        now = START.plus(Duration.ofMinutes(350));
        expiration = "2026-11-22T12:00:00Z";
        assertThat(role.current()).isEqualTo(made(2));
        assertThat(role.current()).isEqualTo(made(2));
    }

    @Test
    void usesAKeyToItsEndWhileTheServiceFails() {
        EcsRamRole role = role("exporter");
        role.current();
        status = 503;
        now = START.plus(Duration.ofMinutes(355));
        assertThat(role.current()).isEqualTo(made(1));
        int before = asked.size();
        assertThat(role.current()).as("not asked at every request").isEqualTo(made(1));
        assertThat(asked).hasSize(before);
        now = START.plus(Duration.ofMinutes(360));
        assertThatThrownBy(role::current)
                .isInstanceOf(TransientFailure.class)
                .hasMessage("the metadata service of ECS, asked for the RAM role exporter, answered with status 503");
        status = 200;
        expiration = "2026-11-22T12:00:00Z";
        assertThat(role.current()).isEqualTo(made(2));
    }

    @Test
    void namesTheRoleThatTheInstanceHas() {
        assertThatThrownBy(role("exporters")::current)
                .isInstanceOf(JobFailure.class)
                .hasMessage("this ECS instance has no RAM role exporters")
                .extracting(e -> ((Failure) e).action())
                .asString()
                .startsWith("The instance has the RAM role exporter:");
    }

    @Test
    void aServiceThatIsNotThereIsNoEcsInstance() {
        EcsRamRole role = role("exporter");
        server.stop(0);
        assertThatThrownBy(role::current)
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("does not answer at 127.0.0.1")
                .extracting(e -> ((Failure) e).action())
                .isEqualTo("Run the job on an ECS instance that has the role, or give accessId and accessKey.");
    }

    @Test
    void anExpirationThatIsNoTimeIsTold() {
        expiration = "tomorrow";
        assertThatThrownBy(role("exporter")::current)
                .isInstanceOf(TransientFailure.class)
                .hasMessageEndingWith("gave a key that expires at tomorrow");
    }

    @Test
    void showsNoSecret() {
        assertThat(role("exporter").current().toString())
                .doesNotContain("secret1")
                .doesNotContain("token/");
    }
}
