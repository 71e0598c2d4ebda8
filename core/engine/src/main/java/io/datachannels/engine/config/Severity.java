package io.datachannels.engine.config;

/** How much a problem matters. */
public enum Severity {
    /** The job cannot run. */
    ERROR,
    /** The job runs, and perhaps not as its author thinks. */
    WARNING,
    /** A key was accepted that makes no difference here. */
    NOTE
}
