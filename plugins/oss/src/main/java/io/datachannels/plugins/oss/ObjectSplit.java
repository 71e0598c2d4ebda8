package io.datachannels.plugins.oss;

import io.datachannels.spi.Split;
import java.util.List;

/** An object, a range of a large one, or many small ones that are read one after the other. */
record ObjectSplit(List<ObjectPiece> pieces) implements Split {
    ObjectSplit {
        pieces = List.copyOf(pieces);
    }

    long bytes() {
        return pieces.stream().mapToLong(ObjectPiece::bytes).sum();
    }

    @Override
    public String describe() {
        ObjectPiece first = pieces.get(0);
        if (pieces.size() > 1) {
            return first.key() + " and " + (pieces.size() - 1) + " more";
        }
        return first.isWhole() ? first.key() : first.key() + " bytes " + first.from() + "-" + (first.to() - 1);
    }
}
