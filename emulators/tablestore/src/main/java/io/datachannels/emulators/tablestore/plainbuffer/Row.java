package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.List;

/** A row of a request: its key cells in the order sent, its attribute cells, and whether it deletes the row. */
public record Row(List<Cell> key, List<Cell> cells, boolean delete) {
    /** What the row counts when the service adds up a request, in bytes. */
    public int size() {
        int size = 0;
        for (Cell cell : key) {
            size += cell.size();
        }
        for (Cell cell : cells) {
            size += cell.size();
        }
        return size;
    }
}
