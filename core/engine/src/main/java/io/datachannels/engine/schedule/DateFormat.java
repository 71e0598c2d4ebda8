package io.datachannels.engine.schedule;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/** How a date is written: fields and what stands between them. */
record DateFormat(List<Piece> pieces) {
    /**
     * @param field or null
     * @param text what stands there if it is no field
     */
    record Piece(DateField field, String text) {
        static Piece of(DateField field) {
            return new Piece(field, "");
        }

        static Piece of(char separator) {
            return new Piece(null, String.valueOf(separator));
        }
    }

    DateFormat {
        pieces = List.copyOf(pieces);
    }

    /** The finest of its fields. */
    DateField finest() {
        return pieces.stream()
                .filter(each -> each.field() != null)
                .map(Piece::field)
                .max(DateField::compareTo)
                .orElseThrow();
    }

    String of(LocalDateTime time) {
        return pieces.stream()
                .map(each -> each.field() == null ? each.text() : each.field().of(time))
                .collect(Collectors.joining());
    }
}
