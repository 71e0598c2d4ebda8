package io.datachannels.engine.run;

/** Something that may stand still. */
interface Watched {
    /** Looks after it, again and again, on the watchdog's thread; must not block. */
    void look();
}
