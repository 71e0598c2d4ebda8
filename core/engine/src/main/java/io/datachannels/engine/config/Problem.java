package io.datachannels.engine.config;

import io.datachannels.engine.json.Position;

/**
 * Something about a job file.
 *
 * @param path of the key, for example {@code job.content[0].writer.parameter.batchRows}; empty for the file as a whole
 * @param line from 1, or 0 if unknown
 * @param column from 1, or 0 if unknown
 * @param message never holds a secret
 */
public record Problem(Severity severity, String path, int line, int column, String message) {
    /** {@code job.content[0].writer.parameter.batchRows (line 12, column 20): must be 1..200, got 5000}. */
    @Override
    public String toString() {
        String place = new Position(line, column).toString();
        if (line == 0) {
            return path.isEmpty() ? message : path + ": " + message;
        }
        return (path.isEmpty() ? place : path + " (" + place + ")") + ": " + message;
    }
}
