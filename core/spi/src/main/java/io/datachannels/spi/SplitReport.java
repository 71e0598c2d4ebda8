package io.datachannels.spi;

/** The position after a split, for {@link Reader#commit}; a record of JSON-safe components as {@link Split} is. */
public interface SplitReport {
    /** For sources without a position. */
    SplitReport NONE = new None();

    /** No position. */
    record None() implements SplitReport {}
}
