package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ComputeSplitPointsBySizeRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ComputeSplitPointsBySizeResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.rows.StoredRow;
import io.datachannels.emulators.tablestore.store.Table;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a table into pieces of about the wanted size or less, at values of the first key column and where partitions meet. Up to some thousand rows, evenly
 * spaced, stand for the others, so that a large table need not be read.
 */
final class SplitPoints {
    private static final int SAMPLES = 4096;
    private static final long DEFAULT_UNIT = 100L << 20;
    private static final long MIN_UNIT = 1 << 20;

    /** The service's locations are texts of 32 characters that hint at which pieces lie together. */
    private static final String LOCATION = "00000000000000000000000000000000";

    private SplitPoints() {}

    static ComputeSplitPointsBySizeResponse compute(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        ComputeSplitPointsBySizeRequest request = ComputeSplitPointsBySizeRequest.parseFrom(bytes);
        long unit = request.hasSplitSizeUnitInByte() ? request.getSplitSizeUnitInByte() : DEFAULT_UNIT;
        NameRules.checkTable(request.getTableName());
        if (request.getSplitSize() <= 0) {
            throw ServiceException.invalid("The split_size should be greater than 0.");
        }
        if (unit < MIN_UNIT) {
            throw ServiceException.invalid("The split_size_unit_in_byte should be greater equal than: " + MIN_UNIT);
        }
        Table table = call.table(request.getTableName());
        int limit = request.hasSplitPointLimit() && request.getSplitPointLimit() > 0
                ? request.getSplitPointLimit()
                : Integer.MAX_VALUE;
        ComputeSplitPointsBySizeResponse.Builder response = ComputeSplitPointsBySizeResponse.newBuilder()
                .addAllSchema(table.definition().description().getTableMeta().getPrimaryKeyList());
        cut(table, (double) request.getSplitSize() * unit, limit, response);
        int splits = response.getSplitPointsCount() + 1;
        return response.setConsumed(Capacity.of(splits, 0))
                .addLocations(ComputeSplitPointsBySizeResponse.SplitLocation.newBuilder()
                        .setLocation(LOCATION)
                        .setRepeat(splits))
                .build();
    }

    /** Cuts where partitions meet, and partitions that are larger than wanted. */
    private static void cut(Table table, double wanted, int limit, ComputeSplitPointsBySizeResponse.Builder response) {
        TableDefinition definition = table.definition();
        List<ByteString> boundaries = definition.description().getShardSplitsList();
        List<byte[]> partitions = definition.partitions();
        int met = 0;
        long rows = table.size();
        long samples = Math.min(rows, SAMPLES);
        double size = 0;
        byte[] last = null;
        for (long i = 0; i < samples && response.getSplitPointsCount() < limit; i++) {
            long index = i * rows / samples;
            byte[] row = table.at(index);
            if (row == null) {
                break;
            }
            Cell first = StoredRow.key(row).get(0);
            byte[] order = KeyOrder.encode(first.value());
            while (met < boundaries.size()
                    && response.getSplitPointsCount() < limit
                    && Arrays.compareUnsigned(order, partitions.get(met + 1)) >= 0) {
                response.addSplitPoints(boundaries.get(met++));
                last = null;
                size = 0;
            }
            if (last == null) {
                last = order;
            }
            if (size >= wanted && Arrays.compareUnsigned(order, last) > 0) {
                Row point = new Row(List.of(first), List.of(), false);
                response.addSplitPoints(ByteString.copyFrom(CellEncoder.plainBuffer(point)));
                last = order;
                size = 0;
            }
            size += (double) row.length * ((i + 1) * rows / samples - index);
        }
        while (met < boundaries.size() && response.getSplitPointsCount() < limit) {
            response.addSplitPoints(boundaries.get(met++));
        }
    }
}
