package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.JobContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the first rows of a range tell of its attribute columns: a table does not know them, each row has its own.
 *
 * @param rows how many were looked at
 * @param columns the names of their attribute columns
 */
record FirstRows(int rows, Set<String> columns) {
    private static final int LOOKED_AT = 100;

    static FirstRows of(OtsClient client, TableScan scan, KeyRange range, JobContext job) {
        RangeRowQueryCriteria request = scan.request(range, List.of());
        Versions.LATEST.restrict(request);
        request.setLimit(LOOKED_AT);
        GetRangeResponse page = client.page(request, job);
        Set<String> names = new TreeSet<>();
        for (Row row : page.getRows()) {
            for (Column column : row.getColumns()) {
                names.add(column.getName());
            }
        }
        return new FirstRows(page.getRows().size(), names);
    }
}
