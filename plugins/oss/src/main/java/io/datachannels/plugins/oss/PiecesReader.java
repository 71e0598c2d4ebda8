package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.SplitReader;
import java.util.List;
import java.util.function.Function;

/** Reads the pieces of a split one after the other. */
final class PiecesReader implements SplitReader {
    private final List<ObjectPiece> pieces;
    private final Function<ObjectPiece, PieceReader> open;
    private final long all;
    private long done;
    private int next;
    private PieceReader current;

    PiecesReader(ObjectSplit split, Function<ObjectPiece, PieceReader> open) {
        this.pieces = split.pieces();
        this.open = open;
        this.all = split.bytes();
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (current == null) {
                if (next == pieces.size()) {
                    return false;
                }
                if (pieces.get(next).bytes() == 0) {
                    next++;
                    continue;
                }
                current = open.apply(pieces.get(next));
            }
            if (!current.read(batch)) {
                close();
                done += pieces.get(next++).bytes();
            }
        }
        return true;
    }

    @Override
    public double progress() {
        double part =
                current == null ? 0 : current.progress() * pieces.get(next).bytes();
        return all == 0 ? 1 : (done + part) / all;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
