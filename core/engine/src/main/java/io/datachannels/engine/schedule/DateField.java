package io.datachannels.engine.schedule;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the letters of a date's format stand for, from the coarsest to the finest. */
enum DateField {
    YEAR("yyyy"),
    SHORT_YEAR("yy"),
    MONTH("mm"),
    DAY("dd"),
    HOUR("hh24"),
    MINUTE("mi"),
    SECOND("ss");

    private final String letters;

    DateField(String letters) {
        this.letters = letters;
    }

    /** The field with which the text goes on there. */
    static Optional<DateField> at(String text, int index) {
        return Arrays.stream(values())
                .filter(each -> text.startsWith(each.letters, index))
                .findFirst();
    }

    static List<DateField> upTo(DateField finest) {
        return Arrays.stream(values())
                .filter(each -> each.compareTo(finest) <= 0)
                .toList();
    }

    String letters() {
        return letters;
    }

    String of(LocalDateTime time) {
        return switch (this) {
            case YEAR -> digits(time.getYear(), 4);
            case SHORT_YEAR -> digits(time.getYear() % 100, 2);
            case MONTH -> digits(time.getMonthValue(), 2);
            case DAY -> digits(time.getDayOfMonth(), 2);
            case HOUR -> digits(time.getHour(), 2);
            case MINUTE -> digits(time.getMinute(), 2);
            case SECOND -> digits(time.getSecond(), 2);
        };
    }

    private static String digits(int number, int least) {
        return "0".repeat(Math.max(0, least - Integer.toString(number).length())) + number;
    }
}
