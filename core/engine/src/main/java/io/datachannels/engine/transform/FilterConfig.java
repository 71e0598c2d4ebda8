package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** {@code dx_filter}: drops the rows for which a comparison is true. */
@IgnoredKey(name = "context", because = "it is for transformers of one's own")
record FilterConfig(
        @Inline Target target,

        @Optional
        @Doc(
                "[\"OPERATOR\", \"VALUE\"]: rows for which this is true are dropped. like and not like compare the whole text with a"
                        + " regular expression; >, <, >=, <=, =, ==, != compare numbers, dates and texts; null and not null have no"
                        + " value. The value null of = and != is null itself.")
        List<String> paras)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        if (paras.isEmpty() || paras.size() > 2) {
            problems.add("paras", "must be [\"operator\", \"value\"], got a list of " + paras.size());
            return;
        }
        java.util.Optional<Operator> operator = Operator.of(paras.get(0));
        problems.check(operator.isPresent(), "paras[0]", "must be one of " + Operator.words());
        operator.ifPresent(each -> validateValue(each, problems));
    }

    private void validateValue(Operator operator, Problems problems) {
        if (operator.hasValue() && paras.size() < 2) {
            problems.add("paras", "must be [\"" + operator + "\", \"value\"], got a list of 1");
        } else if (operator.isPattern()) {
            try {
                new CellFilter(operator, paras.get(1), Settings.standard().cast());
            } catch (PatternSyntaxException e) {
                problems.add("paras[1]", "must be a regular expression of Java: " + e.getDescription());
            }
        }
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        int index = target.in(schema);
        Operator operator = Operator.of(paras.get(0)).orElseThrow();
        CellFilter filter = new CellFilter(operator, operator.hasValue() ? paras.get(1) : "", settings.cast());
        if (!filter.canCompare(schema.columns().get(index).type())) {
            throw new Misfit(
                    "paras[1]",
                    "cannot be compared with column " + index + " " + schema.name(index) + ", which is of type "
                            + schema.columns().get(index).type() + ", got \"" + paras.get(1) + "\"");
        }
        return new Step.Filter(index, filter);
    }
}
