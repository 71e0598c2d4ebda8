package io.datachannels.engine.transform;

import io.datachannels.spi.Column;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.List;

/** The column that a transformer works on. */
record Target(
        @Optional @Doc("The place of the column, from 0, as the transformers before leave the columns.")
        Integer columnIndex,

        @Optional @Doc("The name of the column, in place of columnIndex.")
        String column) {
    void validate(Problems problems) {
        if (columnIndex == null && column == null) {
            problems.add("columnIndex", "is required: the place of a column, from 0; or \"column\" with its name");
        } else if (columnIndex != null && column != null) {
            problems.add("column", "must be left out where \"columnIndex\" is given: both say which column");
        } else if (columnIndex != null) {
            problems.check(columnIndex >= 0, "columnIndex", "must be 0 or more");
        }
    }

    /** The column's place among these. */
    int in(Schema schema) throws Misfit {
        return columnIndex == null ? named(column, schema, "column") : at(columnIndex, schema, "columnIndex");
    }

    /** The place of a column that is given by its name, or by its place if no column has that name. */
    static int find(String reference, Schema schema, String key) throws Misfit {
        boolean number = reference.strip().matches("\\d{1,6}");
        boolean name = schema.columns().stream().anyMatch(each -> each.name().equals(reference));
        return number && !name ? at(Integer.parseInt(reference.strip()), schema, key) : named(reference, schema, key);
    }

    private static int at(int index, Schema schema, String key) throws Misfit {
        if (index >= schema.size()) {
            throw new Misfit(
                    key,
                    "must be 0.." + (schema.size() - 1) + ", got " + index + "; the columns here are "
                            + Misfit.columns(schema));
        }
        return index;
    }

    private static int named(String name, Schema schema, String key) throws Misfit {
        List<String> names = schema.columns().stream().map(Column::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            String nearest = NearestName.of(name, names)
                    .map(each -> ", did you mean \"" + each + "\"?")
                    .orElse(".");
            throw new Misfit(
                    key,
                    "there is no column \"" + name + "\"" + nearest + " The columns here are "
                            + Misfit.columns(schema));
        }
        if (names.lastIndexOf(name) != index) {
            throw new Misfit(
                    key, "several columns are named \"" + name + "\"; give the place: " + Misfit.columns(schema));
        }
        return index;
    }
}
