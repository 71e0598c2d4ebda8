package io.datachannels.engine.config;

import java.util.Locale;

/** The two sides of a job. */
public enum Role {
    READER,
    WRITER;

    /** The full name of a plug-in that a job file may name shortly: {@code ots} is {@code otsreader} or {@code otswriter}. */
    public String fullName(String name) {
        String plain = name.trim().toLowerCase(Locale.ROOT);
        String internal = "-internal";
        String base = plain.endsWith(internal) ? plain.substring(0, plain.length() - internal.length()) : plain;
        return base.endsWith(key()) ? base : base + key();
    }

    /** {@code reader} or {@code writer}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Role other() {
        return this == READER ? WRITER : READER;
    }
}
