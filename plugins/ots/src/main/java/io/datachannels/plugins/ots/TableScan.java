package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import java.util.ArrayList;
import java.util.List;

/** Makes requests for ranges of one table. */
record TableScan(String table, List<PrimaryKeySchema> key) {
    /**
     * A fifth of what the service would give at once: the SDK makes objects of a page as a whole, and with two pages of 5,000 rows in
     * memory for each channel half of the CPU time of a 512 MB process went into collecting garbage.
     */
    private static final int PAGE_ROWS = 1000;

    TableScan {
        key = List.copyOf(key);
    }

    /** @param columns the columns to get; empty for all */
    /** To be restricted to {@link Versions} before it is sent. */
    RangeRowQueryCriteria request(KeyRange range, List<String> columns) {
        return request(range, toSdk(range.begin()), columns);
    }

    /** The rest of the range. */
    RangeRowQueryCriteria request(KeyRange range, PrimaryKey from, List<String> columns) {
        RangeRowQueryCriteria request = new RangeRowQueryCriteria(table);
        request.setDirection(range.isBackward() ? Direction.BACKWARD : Direction.FORWARD);
        request.setInclusiveStartPrimaryKey(from);
        request.setExclusiveEndPrimaryKey(toSdk(range.end()));
        request.addColumnsToGet(columns);
        request.setLimit(PAGE_ROWS);
        return request;
    }

    static List<KeyPart> parts(PrimaryKey sdk) {
        List<KeyPart> parts = new ArrayList<>();
        for (PrimaryKeyColumn column : sdk.getPrimaryKeyColumns()) {
            parts.add(KeyPart.of(column.getValue()));
        }
        return parts;
    }

    PrimaryKey toSdk(List<KeyPart> parts) {
        PrimaryKeyColumn[] columns = new PrimaryKeyColumn[key.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new PrimaryKeyColumn(key.get(i).getName(), parts.get(i).toSdk());
        }
        return new PrimaryKey(columns);
    }
}
