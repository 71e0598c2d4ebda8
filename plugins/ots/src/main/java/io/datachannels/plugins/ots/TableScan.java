package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import java.util.ArrayList;
import java.util.List;

/** Makes requests for ranges of one table, each column's latest version. */
record TableScan(String table, List<PrimaryKeySchema> key) {
    TableScan {
        key = List.copyOf(key);
    }

    /** @param columns the columns to get; empty for all */
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
        request.setMaxVersions(1);
        return request;
    }

    List<KeyPart> parts(PrimaryKey sdk) {
        List<KeyPart> parts = new ArrayList<>();
        for (PrimaryKeyColumn column : sdk.getPrimaryKeyColumns()) {
            parts.add(KeyPart.of(column.getValue()));
        }
        return parts;
    }

    private PrimaryKey toSdk(List<KeyPart> parts) {
        PrimaryKeyColumn[] columns = new PrimaryKeyColumn[key.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new PrimaryKeyColumn(key.get(i).getName(), parts.get(i).toSdk());
        }
        return new PrimaryKey(columns);
    }
}
