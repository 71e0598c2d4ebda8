package io.datachannels.engine.schedule;

import java.util.List;

/**
 * A date and how far it is moved: {@code yyyymmdd-1}, {@code add_months(yyyymm,-1)-1/24}.
 *
 * @param months by which {@code add_months} moves it; 0 without
 * @param byMonths whether there is an {@code add_months}
 * @param offsets by which it is moved then
 */
record DateExpression(DateFormat format, long months, boolean byMonths, List<Offset> offsets) {
    DateExpression {
        offsets = List.copyOf(offsets);
    }
}
