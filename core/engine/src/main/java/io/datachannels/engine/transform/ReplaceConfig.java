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

/** {@code dx_replace}: another text in place of a part. Null stays null; a text that ends before the part begins is dirty. */
@IgnoredKey(name = "context", because = "it is for transformers of one's own")
record ReplaceConfig(
        @Inline Target target,

        @Optional
        @Doc("[\"START\", \"LENGTH\", \"TEXT\"]: from which character on, from 0, how many, and what is put there.")
        List<String> paras)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        if (Paras.validateCount(paras, 3, "[\"start\", \"length\", \"text\"]", problems)) {
            Paras.validateNumber(paras, 0, problems);
            Paras.validateNumber(paras, 1, problems);
        }
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        Cast cast = settings.cast();
        int start = Paras.number(paras, 0);
        int length = Paras.number(paras, 1);
        String replacement = paras.get(2);
        return new Step.Change(target.in(schema), ColumnType.TEXT, (row, at, to) -> {
            if (row.isNull(at)) {
                to.addNull();
                return;
            }
            String text = cast.toText(row, at);
            int begin = TextCut.start(text, start, at);
            int end = Math.min(text.length(), begin + length);
            to.addText(TextCut.before(text, begin, at) + replacement + TextCut.from(text, end, at));
        });
    }
}
