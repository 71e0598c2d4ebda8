package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accessKey",
                "accessKeySecret",
                "access-key",
                "ACCESS_KEY",
                "securityToken",
                "stsToken",
                "password",
                "dbPassword",
                "secret",
                "sasl.jaas.config",
                "ssl.keystore.password",
                "*password",
            })
    void theseAreSecrets(String key) {
        assertThat(Masked.isSecret(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accessId", "accessKeyId", "endpoint", "table", "primaryKey", "key.deserializer", "column"})
    void theseAreNot(String key) {
        assertThat(Masked.isSecret(key)).isFalse();
    }

    @Test
    void masksValuesAndAllBelow() {
        String text = "{\"accessId\":\"id\",\"accessKey\":\"S3cret\",\"list\":[{\"password\":123}],"
                + "\"secret\":{\"a\":[\"S3cret\",true]},\"securityToken\":\"\",\"token\":null}";
        assertThat(JsonText.compact(Masked.json(JsonReader.read(text))))
                .isEqualTo("{\"accessId\":\"id\",\"accessKey\":\"******\",\"list\":[{\"password\":\"******\"}],"
                        + "\"secret\":{\"a\":[\"******\",\"******\"]},\"securityToken\":\"\",\"token\":null}");
    }
}
