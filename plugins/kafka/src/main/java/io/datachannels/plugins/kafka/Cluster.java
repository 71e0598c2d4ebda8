package io.datachannels.plugins.kafka;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The cluster and how to speak to it. */
record Cluster(
        @Doc("The brokers to begin with: HOST:PORT, several with commas between them.")
        @AlsoKnownAs({"bootstrapServers", "bootstrap.servers"})
        String server,

        @Doc(
                "Settings of Kafka's consumer by their own names, such as those of SSL and SASL. What makes a bounded job (offsets,"
                        + " commits, deserializers) is set by the job.")
        @Optional
        Map<String, SecretText> kafkaConfig)
        implements Validated {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s,:]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}");

    /** What the job decides; said in the job file they would contradict it. */
    private static final List<String> DECIDED = List.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG);

    @Override
    public void validate(Problems problems) {
        boolean addresses = true;
        for (String each : server.split(",", -1)) {
            addresses &= ADDRESS.matcher(each.strip()).matches();
        }
        problems.check(addresses, "server", "must be HOST:PORT, or several with commas between them");
    }

    /** The consumer's settings as far as the job file gives them, without those that the job decides. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        kafkaConfig.forEach((name, value) -> {
            if (!DECIDED.contains(name)) {
                settings.put(name, value.reveal());
            }
        });
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, server.replaceAll("\\s", ""));
        return settings;
    }

    /** A setting that the job file gives, or null. */
    String setting(String name) {
        SecretText value = kafkaConfig.get(name);
        return value == null ? null : value.reveal();
    }

    /** The text with every value of {@code kafkaConfig} that may be a secret made unreadable. */
    String masked(String text) {
        String masked = text;
        for (Map.Entry<String, SecretText> each : kafkaConfig.entrySet()) {
            String name = each.getKey();
            boolean secret = name.contains("password") || name.contains("jaas") || name.contains("secret");
            if (secret && !each.getValue().reveal().isEmpty()) {
                masked =
                        masked.replace(each.getValue().reveal(), each.getValue().toString());
            }
        }
        return masked;
    }
}
