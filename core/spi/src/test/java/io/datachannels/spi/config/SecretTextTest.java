package io.datachannels.spi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTextTest {
    private static final String MARKER = "marker-secret-7";

    private record Config(String user, SecretText key, List<SecretText> more, Map<String, SecretText> byName) {}

    @Test
    void isInNoText() {
        SecretText secret = new SecretText(MARKER);
        Config config = new Config("me", secret, List.of(secret), Map.of("a", secret));
        assertThat(config + " " + secret + String.format("%s", secret)).doesNotContain(MARKER);
        assertThat(secret.reveal()).isEqualTo(MARKER);
    }

    @Test
    void equalsByValue() {
        assertThat(new SecretText("a")).isEqualTo(new SecretText("a")).hasSameHashCodeAs(new SecretText("a"));
        assertThat(new SecretText("a")).isNotEqualTo(new SecretText("b"));
    }
}
