package io.datachannels.spi.config;

/** A configuration record that has rules beyond the types of its components. */
public interface Validated {
    /** Adds every problem there is. Once, after binding, when all components have values of their types. Contacts nothing. */
    void validate(Problems problems);
}
