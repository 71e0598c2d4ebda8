package io.datachannels.engine.dirty;

import java.util.List;

/**
 * The dirty rows of a run by the side that refused them.
 *
 * @param unread what never became a row, because the reader could not make one
 * @param places where some of the unread stand in their source
 */
public record DirtyCounts(long unread, long untransformed, long unwritten, List<String> places) {
    /** How many can be moved again. */
    public long replayable() {
        return untransformed + unwritten;
    }
}
