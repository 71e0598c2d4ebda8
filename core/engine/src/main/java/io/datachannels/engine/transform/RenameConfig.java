package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code dx_rename}: gives columns other names, all at once, so that two can change theirs. */
record RenameConfig(
        @Doc("The new name of each column to be renamed, by its old name or its place from 0: {\"old\": \"new\"}.")
        Map<String, String> column)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        problems.check(!column.isEmpty(), "column", "must name at least one column");
        column.forEach(
                (from, to) -> problems.check(!to.isBlank(), "column", "must not give \"" + from + "\" a blank name"));
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        List<Column> columns = new ArrayList<>(schema.columns());
        Set<Integer> renamed = new HashSet<>();
        for (Map.Entry<String, String> each : column.entrySet()) {
            int index = Target.find(each.getKey(), schema, "column");
            if (!renamed.add(index)) {
                throw new Misfit("column", "column " + index + " " + schema.name(index) + " is given two names");
            }
            columns.set(
                    index,
                    new Column(each.getValue(), schema.columns().get(index).type()));
        }
        return new Step.Arrange(IntStream.range(0, schema.size()).boxed().toList(), columns);
    }
}
