package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.List;

/**
 * {@code dx_pad}: fills a text up to a length, on the left or on the right; of a longer one the first characters stay, whichever side
 * it is, and null counts as an empty text: all as in DataX.
 */
@IgnoredKey(name = "context", because = "it is for transformers of one's own")
record PadConfig(
        @Inline Target target,

        @Optional @Doc("[\"l\" or \"r\", \"LENGTH\", \"TEXT\"]: the side, the length, and what is repeated to fill it.")
        List<String> paras)
        implements TransformerConfig {
    /** Rows of such texts are no accident that a memory has to bear. */
    private static final int LONGEST = 1 << 20;

    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        if (Paras.validateCount(paras, 3, "[\"l\" or \"r\", \"length\", \"text\"]", problems)) {
            boolean side = isLeft() || paras.get(0).strip().equalsIgnoreCase("r");
            problems.check(side, "paras[0]", "must be l or r");
            boolean length = paras.get(1).strip().matches("\\d{1,7}") && Paras.number(paras, 1) <= LONGEST;
            problems.check(length, "paras[1]", "must be a whole number of 0 to " + LONGEST);
            problems.check(!paras.get(2).isEmpty(), "paras[2]", "must not be empty");
        }
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        Cast cast = settings.cast();
        int length = Paras.number(paras, 1);
        String filling = paras.get(2).repeat(length / paras.get(2).length() + 1);
        boolean left = isLeft();
        return new Step.Change(target.in(schema), ColumnType.TEXT, (row, at, to) -> {
            String text = row.isNull(at) ? "" : cast.toText(row, at);
            int missing = length - text.length();
            if (missing <= 0) {
                to.addText(TextCut.before(text, length, at));
            } else {
                String added = TextCut.before(filling, missing, at);
                to.addText(left ? added + text : text + added);
            }
        });
    }

    private boolean isLeft() {
        return paras.get(0).strip().equalsIgnoreCase("l");
    }
}
