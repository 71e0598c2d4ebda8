package io.datachannels.plugins.odps;

import io.datachannels.spi.Utf8;

/** A value of the row that is being read, as its {@link CellDecoder} keeps it. Null unless {@link #present}. */
final class Slot {
    boolean present;
    long bits;
    int nanos;
    Object object;

    /** The bytes of a text, which are not yet known to be UTF-8. */
    final Utf8 text = new Utf8();
}
