package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;
import java.util.ArrayList;
import java.util.List;

/** {@code dx_select}: the columns that go on, in this order; the others are dropped, and one that is named twice goes on twice. */
record SelectConfig(
        @Doc("The columns that go on, each by its name or its place from 0, in the order in which they go on.")
        List<String> column)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        problems.check(!column.isEmpty(), "column", "must name at least one column");
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        List<Integer> sources = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            int source = Target.find(column.get(i), schema, "column[" + i + "]");
            sources.add(source);
            columns.add(schema.columns().get(source));
        }
        return new Step.Arrange(sources, columns);
    }
}
