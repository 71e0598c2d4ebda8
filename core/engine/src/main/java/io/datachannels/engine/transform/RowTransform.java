package io.datachannels.engine.transform;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes rows through a job's transformers, one after the other, on one thread. Only cells that a transformer changes are made anew, each
 * in a place of its own; columns are chosen, ordered and named without touching a cell, and a row is copied once, when it is known to
 * stay.
 */
public final class RowTransform {
    private final Schema schema;
    private final Action[] actions;
    private final Place[] result;

    RowTransform(Chain chain) {
        this.schema = chain.schema();
        this.actions = chain.actions.toArray(Action[]::new);
        this.result = chain.places.toArray(Place[]::new);
    }

    /** The columns of the rows that it makes. */
    public Schema schema() {
        return schema;
    }

    /**
     * Adds what becomes of a row.
     *
     * @return whether the row stays; if not, nothing is added
     * @throws Refusal if a transformer cannot do its work with it; nothing is added
     */
    public boolean apply(Row row, BatchBuilder to) throws Refusal {
        for (Action each : actions) {
            if (!each.run(row)) {
                return false;
            }
        }
        for (Place each : result) {
            to.addCell(each.row(row), each.column);
        }
        to.endRow();
        return true;
    }

    /** Where a cell is to be found: in the row that was read, or in what a transformer made. */
    private record Place(Row made, int column) {
        Row row(Row read) {
            return made == null ? read : made;
        }
    }

    /** A transformer at work. */
    private interface Action {
        /** @return false if the row is dropped */
        boolean run(Row read) throws Refusal;
    }

    /** The transformers so far, and where the cells of the columns are that they leave. */
    static final class Chain {
        private final List<Action> actions = new ArrayList<>();
        private List<Place> places = new ArrayList<>();
        private List<Column> columns;

        Chain(Schema schema) {
            columns = schema.columns();
            for (int i = 0; i < schema.size(); i++) {
                places.add(new Place(null, i));
            }
        }

        Schema schema() {
            return new Schema(columns);
        }

        /** @param name of the transformer, for messages */
        void add(Step step, String name) {
            if (step instanceof Step.Change change) {
                change(change, name);
            } else if (step instanceof Step.Filter filter) {
                filter(filter, name);
            } else {
                Step.Arrange arrange = (Step.Arrange) step;
                places = new ArrayList<>(
                        arrange.sources().stream().map(places::get).toList());
                columns = arrange.columns();
            }
        }

        private void change(Step.Change change, String name) {
            Place from = places.get(change.column());
            Column before = columns.get(change.column());
            Column after = new Column(before.name(), change.type());
            Batch cell = new Batch(new Schema(List.of(after)), 1, Long.MAX_VALUE, home -> {});
            cell.reuse();
            cell.builder().addNull().endRow();
            actions.add(read -> {
                Row row = from.row(read);
                cell.reuse();
                try {
                    change.function().apply(row, from.column(), cell.builder());
                } catch (RowFailure e) {
                    throw refusal(name, before.name(), row.show(from.column()), e);
                }
                cell.builder().endRow();
                return true;
            });
            places.set(change.column(), new Place(cell.row(0), 0));
            columns = new ArrayList<>(columns);
            columns.set(change.column(), after);
        }

        private void filter(Step.Filter filter, String name) {
            Place from = places.get(filter.column());
            String column = columns.get(filter.column()).name();
            actions.add(read -> {
                Row row = from.row(read);
                try {
                    return !filter.test().drops(row, from.column());
                } catch (RowFailure e) {
                    throw refusal(name, column, row.show(from.column()), e);
                }
            });
        }

        private static Refusal refusal(String name, String column, String value, RowFailure cause) {
            return new Refusal(column, value, cause.getMessage() + ", says " + name);
        }
    }
}
