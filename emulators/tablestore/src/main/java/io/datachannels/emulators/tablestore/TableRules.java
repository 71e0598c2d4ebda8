package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CreateTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamSpecification;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableMeta;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a table may look like. */
final class TableRules {
    /** Tables an instance may have. */
    private static final int MAX_TABLES = 64;

    private static final int MAX_KEY_COLUMNS = 4;
    private static final int MAX_DEFINED_COLUMNS = 32;
    private static final int MAX_PARTITIONS = 10;
    private static final int MIN_TIME_TO_LIVE = 86_400;
    private static final int MAX_STREAM_HOURS = 168;

    private TableRules() {}

    static void check(CreateTableRequest request, TableOptions options) {
        TableMeta meta = request.getTableMeta();
        NameRules.checkTable(meta.getTableName());
        checkKey(meta);
        Set<String> names = new HashSet<>();
        for (PrimaryKeySchema column : meta.getPrimaryKeyList()) {
            checkColumn(column.getName(), names);
        }
        for (DefinedColumnSchema column : meta.getDefinedColumnList()) {
            checkColumn(column.getName(), names);
        }
        if (meta.getDefinedColumnCount() > MAX_DEFINED_COLUMNS) {
            throw ServiceException.invalid("The number of defined columns must be in range: [0, 32].");
        }
        if (request.getPartitionsCount() > MAX_PARTITIONS) {
            throw ServiceException.invalid("The count of partitions cannot be greater than 10");
        }
        checkOptions(options);
        if (request.hasStreamSpec()) {
            checkStream(request.getStreamSpec());
        }
    }

    static void checkOptions(TableOptions options) {
        checkTimeToLive(options.getTimeToLive());
        if (options.getMaxVersions() <= 0) {
            throw ServiceException.invalid("The maximum versions cannot be less than or equal to 0.");
        }
        long deviation = options.getDeviationCellVersionInSec();
        if (deviation <= 0 || deviation > Long.MAX_VALUE / 1_000_000) {
            throw ServiceException.invalid("MaxTimeDeviation must be in range: [1, INT64_MAX/1000000].");
        }
    }

    /** @param seconds -1 for ever */
    static void checkTimeToLive(int seconds) {
        if (seconds == 0 || seconds < -1) {
            throw ServiceException.invalid("TimeToLive cannot be 0 or less than -1.");
        }
        if (seconds != -1 && seconds < MIN_TIME_TO_LIVE) {
            throw ServiceException.invalid("TimeToLive must be -1 or not less than " + MIN_TIME_TO_LIVE + ".");
        }
    }

    /** Checks that the instance may have so many tables more, if it has none of that name. */
    static void checkQuota(Call call, String name, int more) {
        List<String> tables = call.store().tables(call.instance());
        if (tables.size() + more > MAX_TABLES && !tables.contains(name)) {
            throw new ServiceException(
                    403, "OTSQuotaExhausted", "Number of tables exceeds the quota:" + MAX_TABLES + ".");
        }
    }

    static void checkStream(StreamSpecification stream) {
        if (!stream.getEnableStream()) {
            return;
        }
        if (stream.getExpirationTime() < 1 || stream.getExpirationTime() > MAX_STREAM_HOURS) {
            throw ServiceException.invalid("The expiration time of a stream must be in range: [1, 168].");
        }
        NameRules.checkColumnsToGet(stream.getColumnsToGetList());
    }

    private static void checkKey(TableMeta meta) {
        if (meta.getPrimaryKeyCount() < 1 || meta.getPrimaryKeyCount() > MAX_KEY_COLUMNS) {
            throw ServiceException.invalid("The number of primary key columns must be in range: [1, 4].");
        }
        int generated = 0;
        for (PrimaryKeySchema column : meta.getPrimaryKeyList()) {
            if (column.hasOption() && column.getOption() == PrimaryKeyOption.AUTO_INCREMENT) {
                generated++;
                if (column == meta.getPrimaryKey(0)) {
                    throw ServiceException.invalid(
                            "First primary key can't be auto increment, table: " + meta.getTableName() + ".");
                }
                if (column.getType() != PrimaryKeyType.INTEGER) {
                    throw ServiceException.invalid("AUTO_INCREMENT primary key must be INTEGER.");
                }
            }
        }
        if (generated > 1) {
            throw ServiceException.invalid("AUTO_INCREMENT primary key count must <= 1.");
        }
    }

    private static void checkColumn(String name, Set<String> names) {
        NameRules.checkColumn(name);
        if (!names.add(name)) {
            throw ServiceException.invalid("Duplicated column name: '" + name + "'.");
        }
    }
}
