package io.datachannels.plugins.oss;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** A zone's offsets, looked up anew only when its clocks were changed in between. For one thread. */
final class ZoneOffsets {
    private static final long FAR = Long.MAX_VALUE / 4;
    /** Within that many seconds of a change, local times may be missing or be there twice. */
    private static final long UNCLEAR = 2 * 86_400L;

    private final ZoneRules rules;
    private int offset;
    private long from = 1;
    private long until;

    ZoneOffsets(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** How many seconds the zone is ahead of UTC at that second. */
    int at(long epochSecond) {
        if (epochSecond < from || epochSecond >= until) {
            Instant instant = Instant.ofEpochSecond(epochSecond);
            ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            offset = rules.getOffset(instant).getTotalSeconds();
            from = before == null ? -FAR : before.toEpochSecond();
            until = after == null ? FAR : after.toEpochSecond();
        }
        return offset;
    }

    /** Whether the local second is far enough from changes of the clocks to have one offset, that of {@link #ofLocal}. */
    boolean isClear(long localSecond) {
        at(localSecond);
        return localSecond - offset >= from + UNCLEAR && localSecond - offset < until - UNCLEAR;
    }

    /** The second of a local second that is clear. */
    long ofLocal(long localSecond) {
        return localSecond - offset;
    }
}
