package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for attribute columns that may be misspelt. A table does not know its attribute columns, each row has its own; so the first
 * rows are asked. A column that only later rows have is missed here too, therefore this warns and fails only on request.
 */
final class ColumnCheck {
    private static final Logger log = LoggerFactory.getLogger(ColumnCheck.class);
    private static final int SAMPLE_ROWS = 100;

    private final OtsClient client;
    private final TableScan scan;
    private final TableMeta meta;

    ColumnCheck(OtsClient client, TableScan scan, TableMeta meta) {
        this.client = client;
        this.scan = scan;
        this.meta = meta;
    }

    void run(List<String> attributes, KeyRange range, MissingColumn then, JobContext job) {
        List<String> unknown = new ArrayList<>(attributes);
        List<String> defined = meta.getDefinedColumnsList().stream()
                .map(DefinedColumnSchema::getName)
                .toList();
        unknown.removeAll(defined);
        if (unknown.isEmpty() || then == MissingColumn.IGNORE) {
            return;
        }
        RangeRowQueryCriteria request = scan.request(range, List.of());
        request.setLimit(SAMPLE_ROWS);
        GetRangeResponse sample = client.page(request, job);
        Set<String> seen = new TreeSet<>(defined);
        for (Row row : sample.getRows()) {
            for (Column column : row.getColumns()) {
                seen.add(column.getName());
            }
        }
        unknown.removeAll(seen);
        if (unknown.isEmpty() || sample.getRows().isEmpty()) {
            return;
        }
        meta.getPrimaryKeyList().stream().map(PrimaryKeySchema::getName).forEach(seen::add);
        report(unknown, seen, sample.getRows().size(), then == MissingColumn.FAIL);
    }

    private void report(List<String> unknown, Set<String> seen, int rows, boolean fail) {
        List<String> parts = new ArrayList<>();
        for (String name : unknown) {
            parts.add(NearestName.of(name, seen)
                    .map(nearest -> name + " (did you mean " + nearest + "?)")
                    .orElse(name));
        }
        String message = "none of the first " + rows + " rows of " + scan.table() + " has the column "
                + String.join(", ", parts) + "; they have " + NearestName.some(seen);
        if (fail) {
            throw new JobFailure(message, "Change column, or set missingColumn to warn.");
        }
        log.warn("otsreader: {}. Rows without it get null.", message);
    }
}
