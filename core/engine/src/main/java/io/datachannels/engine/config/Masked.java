package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps secrets out of logs where only the key of a value is known, because its configuration record is not bound yet. Where a record
 * is known, its {@link io.datachannels.spi.config.SecretText} components are the secrets as well.
 */
public final class Masked {
    static final String MASK = "******";
    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "credential",
            "privatekey",
            "accesskey",
            "token",
            "jaas");

    private Masked() {}

    /** The same tree with {@code ******} for every value whose key names a secret, or that stands below such a key. */
    public static Json json(Json json) {
        return masked(json, false);
    }

    /** Whether a key of this name holds a secret: {@code accessKeySecret}, {@code sasl.jaas.config}; not {@code accessKeyId}. */
    static boolean isSecret(String key) {
        StringBuilder letters = new StringBuilder();
        key.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        String name = letters.toString();
        return !name.endsWith("accesskeyid") && SECRETS.stream().anyMatch(name::contains);
    }

    /** Whether a key on this path names a secret. */
    static boolean isSecretPath(String path) {
        for (String key : path.split("[.\\[\\]]")) {
            if (isSecret(key)) {
                return true;
            }
        }
        return false;
    }

    private static Json masked(Json json, boolean secret) {
        if (json instanceof JsonObject object) {
            Map<String, Json> members = new LinkedHashMap<>();
            object.members().forEach((name, value) -> members.put(name, masked(value, secret || isSecret(name))));
            return JsonObject.of(members);
        } else if (json instanceof JsonArray array) {
            return JsonArray.of(
                    array.elements().stream().map(each -> masked(each, secret)).toList());
        }
        JsonScalar scalar = (JsonScalar) json;
        return secret && !scalar.isNull() && !scalar.isBlank() ? JsonScalar.of(MASK) : scalar;
    }
}
