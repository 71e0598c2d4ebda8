package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TimeRange;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.datachannels.emulators.tablestore.rows.Filter;
import io.datachannels.emulators.tablestore.rows.Projection;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a read request says about the columns and versions it wants, before its table is known. */
final class Projections {
    private final List<String> columnsToGet;
    private final String startColumn;
    private final String endColumn;
    private final Filter filter;
    private long timeFrom = Long.MIN_VALUE;
    private long timeTo = Long.MAX_VALUE;
    private int maxVersions = Integer.MAX_VALUE;

    /** Start and end column may be empty for no bound; the filter may be empty. */
    Projections(List<String> columnsToGet, String startColumn, String endColumn, ByteString filter) {
        NameRules.checkColumnsToGet(columnsToGet);
        this.columnsToGet = columnsToGet;
        this.startColumn = startColumn;
        this.endColumn = endColumn;
        this.filter = filter.isEmpty() ? null : Filter.of(filter);
    }

    /** Restricts the versions; null for what the request does not say, but it must say one of the two. */
    Projections versions(TimeRange range, Integer versions, String missing) {
        if (range == null && versions == null) {
            throw ServiceException.invalid(missing);
        }
        if (versions != null) {
            if (versions <= 0) {
                throw ServiceException.invalid("The maximum versions cannot be less than or equal to 0.");
            }
            maxVersions = versions;
        }
        if (range != null && range.hasSpecificTime()) {
            timeFrom = range.getSpecificTime();
            timeTo = timeFrom + 1;
        } else if (range != null) {
            timeFrom = range.hasStartTime() ? range.getStartTime() : timeFrom;
            timeTo = range.hasEndTime() ? range.getEndTime() : timeTo;
        }
        return this;
    }

    /** Restricts to the newest version of each column. */
    Projections newest() {
        maxVersions = 1;
        return this;
    }

    RowReader reader(TableDefinition table, long now) {
        List<byte[]> attributes = new ArrayList<>();
        boolean keyColumn = false;
        for (String column : columnsToGet) {
            byte[] name = column.getBytes(StandardCharsets.UTF_8);
            if (isKeyColumn(table, name)) {
                keyColumn = true;
            } else {
                attributes.add(name);
            }
        }
        byte[][] columns = columnsToGet.isEmpty() ? null : Projection.sorted(attributes.toArray(byte[][]::new));
        Projection projection = new Projection(
                columns,
                columns == null || keyColumn,
                bound(startColumn),
                bound(endColumn),
                timeFrom,
                timeTo,
                maxVersions,
                filter);
        return new RowReader(projection, table.cutoff(now), table.maxVersions());
    }

    static boolean isKeyColumn(TableDefinition table, byte[] name) {
        for (TableDefinition.KeyColumn column : table.key()) {
            if (Arrays.equals(column.name(), name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bound(String name) {
        return name.isEmpty() ? null : name.getBytes(StandardCharsets.UTF_8);
    }
}
