package io.datachannels.spi.config;

import java.util.Objects;

/** A value that must not be seen: a component of this type is masked wherever a configuration is shown. */
public final class SecretText {
    private final String value;

    public SecretText(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself, for handing it to a client and for nothing else. */
    public String reveal() {
        return value;
    }

    /** Only that there is one. */
    @Override
    public String toString() {
        return "******";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
