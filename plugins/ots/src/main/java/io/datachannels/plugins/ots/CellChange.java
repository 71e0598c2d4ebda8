package io.datachannels.plugins.ots;

/** What a change does to a cell or its row, by the letters of DataX. */
enum CellChange {
    /** Writes a version of a cell; without the name of a column the row alone. */
    U,
    /** Deletes one version of a cell. */
    DO,
    /** Deletes all versions of a cell. */
    DA,
    /** Deletes the row. */
    DR
}
