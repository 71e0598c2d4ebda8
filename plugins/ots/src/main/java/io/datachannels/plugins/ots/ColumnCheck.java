package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for attribute columns that may be misspelt. A column that only later rows have is missed here too, therefore this warns and
 * fails only on request.
 */
final class ColumnCheck {
    private static final Logger log = LoggerFactory.getLogger(ColumnCheck.class);

    private final TableMeta meta;
    private final Supplier<FirstRows> firstRows;

    /** @param firstRows asked only where it is needed */
    ColumnCheck(TableMeta meta, Supplier<FirstRows> firstRows) {
        this.meta = meta;
        this.firstRows = firstRows;
    }

    void run(List<String> attributes, MissingColumn then) {
        List<String> unknown = new ArrayList<>(attributes);
        List<String> defined = meta.getDefinedColumnsList().stream()
                .map(DefinedColumnSchema::getName)
                .toList();
        unknown.removeAll(defined);
        if (unknown.isEmpty() || then == MissingColumn.IGNORE) {
            return;
        }
        FirstRows first = firstRows.get();
        Set<String> seen = new TreeSet<>(defined);
        seen.addAll(first.columns());
        unknown.removeAll(seen);
        if (unknown.isEmpty() || first.rows() == 0) {
            return;
        }
        meta.getPrimaryKeyList().stream().map(PrimaryKeySchema::getName).forEach(seen::add);
        report(unknown, seen, first.rows(), then == MissingColumn.FAIL);
    }

    private void report(List<String> unknown, Set<String> seen, int rows, boolean fail) {
        List<String> parts = new ArrayList<>();
        for (String name : unknown) {
            parts.add(NearestName.of(name, seen)
                    .map(nearest -> name + " (did you mean " + nearest + "?)")
                    .orElse(name));
        }
        String message = "none of the first " + rows + " rows of " + meta.getTableName() + " has the column "
                + String.join(", ", parts) + "; they have " + NearestName.some(seen);
        if (fail) {
            throw new JobFailure(message, "Change column, or set missingColumn to warn.");
        }
        log.warn("otsreader: {}. Rows without it get null.", message);
    }
}
