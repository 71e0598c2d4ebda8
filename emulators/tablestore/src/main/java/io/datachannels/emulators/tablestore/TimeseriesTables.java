package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CapacityUnit;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReservedThroughputDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamSpecification;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableMeta;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.CreateTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.CreateTimeseriesTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DeleteTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DeleteTimeseriesTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DescribeTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DescribeTimeseriesTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.ListTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.ListTimeseriesTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesLastpointIndex;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesMetaOptions;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesTableMeta;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.UpdateTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.UpdateTimeseriesTableResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.store.Shards;
import io.datachannels.emulators.tablestore.store.Table;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.List;

/**
 * Time series tables: created, listed, described, changed, deleted. Each is two tables of rows: one with the data and always a
 * stream, and one with the metadata, a row for each series, whose name no client can give.
 */
final class TimeseriesTables {
    private static final String META = "#meta";
    private static final String CREATED = "CREATED";
    private static final int STREAM_HOURS = 168;
    private static final int MAX_NAME = 128;
    private static final int MAX_KEYS = 6;
    private static final int MIN_META_TIME_TO_LIVE = 604_800;

    private TimeseriesTables() {}

    static CreateTimeseriesTableResponse create(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        CreateTimeseriesTableRequest request = CreateTimeseriesTableRequest.parseFrom(bytes);
        TimeseriesTableMeta.Builder meta = request.getTableMeta().toBuilder().setStatus(CREATED);
        String name = meta.getTableName();
        NameRules.checkTable(name);
        if (name.length() > MAX_NAME) {
            throw ServiceException.invalid("Invalid table name: '" + name + "'.");
        }
        if (!meta.getTableOptions().hasTimeToLive()) {
            meta.getTableOptionsBuilder().setTimeToLive(-1);
        }
        if (!meta.getMetaOptions().hasMetaTimeToLive()) {
            meta.getMetaOptionsBuilder().setMetaTimeToLive(-1);
        }
        if (!meta.getMetaOptions().hasAllowUpdateAttributes()) {
            meta.getMetaOptionsBuilder().setAllowUpdateAttributes(true);
        }
        check(meta);
        DescribeTimeseriesTableResponse.Builder timeseries = DescribeTimeseriesTableResponse.newBuilder()
                .setTableMeta(meta)
                .addAllAnalyticalStores(request.getAnalyticalStoresList());
        request.getLastpointIndexMetasList()
                .forEach(index -> timeseries.addLastpointIndexes(
                        TimeseriesLastpointIndex.newBuilder().setIndexTableName(index.getIndexTableName())));
        TableRules.checkQuota(call, name, 2);
        List<PrimaryKeySchema> key = SeriesSchema.of(meta.build()).columns();
        TableDefinition data = new TableDefinition(
                description(name, key, meta.getTableOptions().getTimeToLive(), call), Shards.NONE, timeseries.build());
        StreamSpecification stream = StreamSpecification.newBuilder()
                .setEnableStream(true)
                .setExpirationTime(STREAM_HOURS)
                .build();
        if (call.store().tables(call.instance()).contains(name)) {
            throw ServiceException.tableExists();
        }
        createMeta(call, name, meta.getMetaOptions().getMetaTimeToLive());
        if (!call.store().create(call.instance(), StreamSwitch.set(data, stream, call))) {
            throw ServiceException.tableExists();
        }
        return CreateTimeseriesTableResponse.getDefaultInstance();
    }

    /** Creates the table with the metadata before the one with the data, in place of one that a killed process has left. */
    private static void createMeta(Call call, String name, int timeToLive) {
        List<PrimaryKeySchema> key = List.of(
                SeriesSchema.column(SeriesSchema.MEASUREMENT, PrimaryKeyType.STRING),
                SeriesSchema.column(SeriesSchema.SOURCE, PrimaryKeyType.STRING),
                SeriesSchema.column(SeriesSchema.TAGS, PrimaryKeyType.STRING));
        if (call.store().tables(call.instance()).contains(name + META)) {
            call.store().delete(call.instance(), name + META);
        }
        call.store()
                .create(
                        call.instance(),
                        new TableDefinition(description(name + META, key, timeToLive, call), Shards.NONE, null));
    }

    static ListTimeseriesTableResponse list(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        ListTimeseriesTableRequest.parseFrom(bytes);
        ListTimeseriesTableResponse.Builder response = ListTimeseriesTableResponse.newBuilder();
        for (TableDefinition table : call.tables()) {
            if (table.timeseries() != null) {
                response.addTableMetas(table.timeseries().getTableMeta());
            }
        }
        return response.build();
    }

    static DescribeTimeseriesTableResponse describe(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DescribeTimeseriesTableRequest request = DescribeTimeseriesTableRequest.parseFrom(bytes);
        return call.timeseries(request.getTableName()).definition().timeseries();
    }

    static UpdateTimeseriesTableResponse update(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        UpdateTimeseriesTableRequest request = UpdateTimeseriesTableRequest.parseFrom(bytes);
        String name = request.getTableName();
        call.timeseries(name);
        TimeseriesTableMeta changed = call.store()
                .define(call.instance(), name, before -> {
                    DescribeTimeseriesTableResponse.Builder timeseries = before.timeseries().toBuilder();
                    TimeseriesTableMeta.Builder meta = timeseries.getTableMetaBuilder();
                    meta.getTableOptionsBuilder().mergeFrom(request.getTableOptions());
                    meta.getMetaOptionsBuilder().mergeFrom(request.getMetaOptions());
                    check(meta);
                    return new TableDefinition(
                            living(before, meta.getTableOptions().getTimeToLive()),
                            before.shards(),
                            timeseries.build());
                })
                .timeseries()
                .getTableMeta();
        int metaTimeToLive = changed.getMetaOptions().getMetaTimeToLive();
        call.store()
                .define(
                        call.instance(),
                        name + META,
                        before -> new TableDefinition(living(before, metaTimeToLive), before.shards(), null));
        return UpdateTimeseriesTableResponse.getDefaultInstance();
    }

    static DeleteTimeseriesTableResponse delete(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DeleteTimeseriesTableRequest request = DeleteTimeseriesTableRequest.parseFrom(bytes);
        call.timeseries(request.getTableName());
        call.store().delete(call.instance(), request.getTableName());
        call.store().delete(call.instance(), request.getTableName() + META);
        return DeleteTimeseriesTableResponse.getDefaultInstance();
    }

    /** The table with the metadata of the time series table of that name. */
    static Table meta(Call call, String name) {
        return call.store().table(call.instance(), name + META);
    }

    /** Whether no client knows the table. */
    static boolean isHidden(String name) {
        return name.endsWith(META);
    }

    private static void check(TimeseriesTableMeta.Builder meta) {
        TableRules.checkTimeToLive(meta.getTableOptions().getTimeToLive());
        TimeseriesMetaOptions options = meta.getMetaOptions();
        if (options.getMetaTimeToLive() != -1) {
            if (options.getMetaTimeToLive() < MIN_META_TIME_TO_LIVE) {
                throw ServiceException.invalid(
                        "MetaTimeToLive must be -1 or not less than " + MIN_META_TIME_TO_LIVE + ".");
            }
            if (options.getAllowUpdateAttributes()) {
                throw ServiceException.invalid("MetaTimeToLive must be -1 if attributes can be updated.");
            }
        }
        if (meta.getTimeseriesKeySchemaCount() > MAX_KEYS) {
            throw ServiceException.invalid("The number of timeseries keys must be in range: [1, " + MAX_KEYS + "].");
        }
    }

    private static DescribeTableResponse description(
            String name, List<PrimaryKeySchema> key, int timeToLive, Call call) {
        return DescribeTableResponse.newBuilder()
                .setTableMeta(TableMeta.newBuilder().setTableName(name).addAllPrimaryKey(key))
                .setReservedThroughputDetails(ReservedThroughputDetails.newBuilder()
                        .setCapacityUnit(CapacityUnit.newBuilder().setRead(0).setWrite(0))
                        .setLastIncreaseTime(call.now() / 1000))
                .setTableOptions(TableOptions.newBuilder()
                        .setTimeToLive(timeToLive)
                        .setMaxVersions(1)
                        .setDeviationCellVersionInSec(86_400)
                        .setAllowUpdate(true)
                        .setUpdateFullRow(false))
                .setCreationTime(call.now() * 1000)
                .build();
    }

    private static DescribeTableResponse living(TableDefinition table, int timeToLive) {
        DescribeTableResponse.Builder description = table.description().toBuilder();
        description.getTableOptionsBuilder().setTimeToLive(timeToLive);
        return description.build();
    }
}
