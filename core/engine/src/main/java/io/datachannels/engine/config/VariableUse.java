package io.datachannels.engine.config;

import io.datachannels.engine.json.Position;

/**
 * A variable or an expression in a job file, and what it came to.
 *
 * @param path of the value in which it stands
 * @param written as it stands there
 * @param value that was put in its place; {@code ******} for a secret and for what comes from the environment or a file
 */
public record VariableUse(String path, Position position, String written, String value) {}
