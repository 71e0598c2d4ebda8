package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Problems;

/**
 * {@code dx_mask}: hides a text but for its first and last characters; of a text that has no more than these, nothing stays. Null stays
 * null.
 */
record MaskConfig(
        @Inline Target target,

        @Default("0") @Doc("How many characters stay at the beginning, 0 or more.")
        int keepFirst,

        @Default("0") @Doc("How many characters stay at the end, 0 or more.")
        int keepLast,

        @Default("*") @Doc("What stands in place of every other character.")
        String mask)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        problems.check(keepFirst >= 0, "keepFirst", "must be 0 or more");
        problems.check(keepLast >= 0, "keepLast", "must be 0 or more");
        problems.check(mask.codePointCount(0, mask.length()) == 1, "mask", "must be one character");
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        Cast cast = settings.cast();
        return new Step.Change(target.in(schema), ColumnType.TEXT, (row, at, to) -> {
            if (row.isNull(at)) {
                to.addNull();
            } else {
                to.addText(masked(cast.toText(row, at)));
            }
        });
    }

    private String masked(String text) {
        int length = text.codePointCount(0, text.length());
        if ((long) keepFirst + keepLast >= length) {
            return mask.repeat(length);
        }
        int first = text.offsetByCodePoints(0, keepFirst);
        int last = text.offsetByCodePoints(text.length(), -keepLast);
        return text.substring(0, first) + mask.repeat(length - keepFirst - keepLast) + text.substring(last);
    }
}
