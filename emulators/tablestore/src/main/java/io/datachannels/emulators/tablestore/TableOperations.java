package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CreateTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CreateTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PartitionRange;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReservedThroughput;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReservedThroughputDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.SSEDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateTableResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.aliyun.ots.thirdparty.com.google.protobuf.UnknownFieldSet;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.store.Shards;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.List;

/** Tables: listed, created, described, changed, deleted. A new table is ready at once. */
final class TableOperations {
    private static final TableOptions DEFAULTS = TableOptions.newBuilder()
            .setTimeToLive(-1)
            .setMaxVersions(1)
            .setDeviationCellVersionInSec(86_400)
            .setAllowUpdate(true)
            .setUpdateFullRow(false)
            .build();

    /** The field {@code table_status}, which the SDK for Java does not know and the one for Node.js demands. */
    private static final int TABLE_STATUS = 4;

    private static final int ACTIVE = 1;

    private TableOperations() {}

    static ListTableResponse list(Call call, byte[] request) throws InvalidProtocolBufferException {
        ListTableRequest.parseFrom(request);
        return ListTableResponse.newBuilder()
                .addAllTableNames(call.tables().stream()
                        .filter(table -> table.timeseries() == null)
                        .map(TableDefinition::name)
                        .toList())
                .build();
    }

    static CreateTableResponse create(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        CreateTableRequest request = CreateTableRequest.parseFrom(bytes);
        TableOptions options =
                DEFAULTS.toBuilder().mergeFrom(request.getTableOptions()).build();
        TableRules.check(request, options);
        DescribeTableResponse.Builder description = DescribeTableResponse.newBuilder()
                .setTableMeta(request.getTableMeta())
                .setReservedThroughputDetails(details(request.getReservedThroughput(), call))
                .setTableOptions(options)
                .addAllIndexMetas(request.getIndexMetasList())
                .addAllShardSplits(splits(request))
                .setCreationTime(call.now() * 1000);
        if (request.hasSseSpec() && request.getSseSpec().getEnable()) {
            description.setSseDetails(SSEDetails.newBuilder()
                    .setEnable(true)
                    .setKeyType(request.getSseSpec().getKeyType())
                    .setKeyId(request.getSseSpec().getKeyId())
                    .setRoleArn(request.getSseSpec().getRoleArn()));
        }
        TableRules.checkQuota(call, request.getTableMeta().getTableName(), 1);
        TableDefinition definition = new TableDefinition(description.build(), Shards.NONE, null);
        if (request.hasStreamSpec()) {
            definition = StreamSwitch.set(definition, request.getStreamSpec(), call);
        }
        if (!call.store().create(call.instance(), definition)) {
            throw ServiceException.tableExists();
        }
        return CreateTableResponse.getDefaultInstance();
    }

    static DescribeTableResponse describe(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DescribeTableRequest request = DescribeTableRequest.parseFrom(bytes);
        UnknownFieldSet status = UnknownFieldSet.newBuilder()
                .mergeVarintField(TABLE_STATUS, ACTIVE)
                .build();
        return call.table(request.getTableName()).definition().description().toBuilder()
                .setUnknownFields(status)
                .build();
    }

    static UpdateTableResponse update(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        UpdateTableRequest request = UpdateTableRequest.parseFrom(bytes);
        call.table(request.getTableName());
        DescribeTableResponse description = call.store()
                .define(call.instance(), request.getTableName(), before -> changed(before, request, call))
                .description();
        UpdateTableResponse.Builder response = UpdateTableResponse.newBuilder()
                .setReservedThroughputDetails(description.getReservedThroughputDetails())
                .setTableOptions(description.getTableOptions());
        if (description.hasStreamDetails()) {
            response.setStreamDetails(description.getStreamDetails());
        }
        return response.build();
    }

    private static TableDefinition changed(TableDefinition before, UpdateTableRequest request, Call call) {
        DescribeTableResponse.Builder description = before.description().toBuilder();
        description.getTableOptionsBuilder().mergeFrom(request.getTableOptions());
        TableRules.checkOptions(description.getTableOptions());
        if (request.hasReservedThroughput()) {
            description.setReservedThroughputDetails(details(request.getReservedThroughput(), call));
        }
        TableDefinition changed = before.with(description.build(), before.shards());
        return request.hasStreamSpec() ? StreamSwitch.set(changed, request.getStreamSpec(), call) : changed;
    }

    static DeleteTableResponse delete(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DeleteTableRequest request = DeleteTableRequest.parseFrom(bytes);
        call.table(request.getTableName());
        call.store().delete(call.instance(), request.getTableName());
        return DeleteTableResponse.getDefaultInstance();
    }

    private static ReservedThroughputDetails details(ReservedThroughput throughput, Call call) {
        return ReservedThroughputDetails.newBuilder()
                .setCapacityUnit(throughput.getCapacityUnit())
                .setLastIncreaseTime(call.now() / 1000)
                .build();
    }

    /** Where the partitions that the table was created with meet: the first key column alone. */
    private static List<ByteString> splits(CreateTableRequest request) {
        String first = request.getTableMeta().getPrimaryKey(0).getName();
        return request.getPartitionsList().stream()
                .skip(1)
                .map(PartitionRange::getBegin)
                .map(begin -> Value.read(begin.toByteArray(), 0, begin.size()))
                .map(value -> Partitions.boundary(first, value))
                .toList();
    }
}
