package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The value of one primary key column in a bound. Ordered as the service orders them: integers by value, strings and binaries by
 * unsigned bytes, where the SDK's own order of strings goes by UTF-16.
 *
 * @param value an integer's digits, a string, a binary in Base64; empty for the infinite ones
 */
record KeyPart(KeyType type, String value) implements Comparable<KeyPart> {
    static final KeyPart MIN = new KeyPart(KeyType.INF_MIN, "");
    static final KeyPart MAX = new KeyPart(KeyType.INF_MAX, "");

    static KeyPart of(long value) {
        return new KeyPart(KeyType.INTEGER, Long.toString(value));
    }

    static KeyPart of(PrimaryKeyValue value) {
        if (value.isInfMin()) {
            return MIN;
        }
        if (value.isInfMax()) {
            return MAX;
        }
        KeyType type = KeyType.of(value.getType());
        return switch (type) {
            case INTEGER -> of(value.asLong());
            case STRING -> new KeyPart(type, value.asString());
            default -> new KeyPart(type, Base64.getEncoder().encodeToString(value.asBinary()));
        };
    }

    PrimaryKeyValue toSdk() {
        return switch (type) {
            case INF_MIN -> PrimaryKeyValue.INF_MIN;
            case INF_MAX -> PrimaryKeyValue.INF_MAX;
            case INTEGER -> PrimaryKeyValue.fromLong(Long.parseLong(value));
            case STRING -> PrimaryKeyValue.fromString(value);
            case BINARY -> PrimaryKeyValue.fromBinary(Base64.getDecoder().decode(value));
        };
    }

    @Override
    public int compareTo(KeyPart other) {
        if (type != other.type) {
            return type.compareTo(other.type);
        }
        return switch (type) {
            case INF_MIN, INF_MAX -> 0;
            case INTEGER -> Long.compare(Long.parseLong(value), Long.parseLong(other.value));
            case STRING, BINARY -> Arrays.compareUnsigned(bytes(), other.bytes());
        };
    }

    /** What a string or a binary is ordered by. */
    byte[] bytes() {
        return type == KeyType.STRING
                ? value.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(value);
    }

    /** As people read it in a message. */
    @Override
    public String toString() {
        return switch (type) {
            case INF_MIN, INF_MAX -> type.name();
            case INTEGER -> value;
            case STRING -> '"' + value + '"';
            case BINARY -> "base64:" + value;
        };
    }
}
