package io.datachannels.plugins.odps;

/** A value of the row that is being read, as its {@link CellDecoder} keeps it. Null unless {@link #present}. */
final class Slot {
    boolean present;
    long bits;
    int nanos;
    Object object;
}
