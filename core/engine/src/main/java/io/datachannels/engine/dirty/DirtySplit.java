package io.datachannels.engine.dirty;

import io.datachannels.spi.Split;

/**
 * The dirty rows of a run that one side refused.
 *
 * @param transformed whether the writer refused them, so that they have passed the transformers
 */
public record DirtySplit(String run, boolean transformed) implements Split {
    /** Which side it was, as a line of the file has it. */
    String side() {
        return transformed ? "writer" : "transformer";
    }

    @Override
    public String describe() {
        return "rows that the " + side() + " of run " + run + " refused";
    }
}
