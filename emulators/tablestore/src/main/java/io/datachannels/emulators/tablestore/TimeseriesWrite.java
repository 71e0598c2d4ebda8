package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.FailedRowInfo;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.MetaUpdateMode;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.PutTimeseriesDataResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.rows.RowRefusedException;
import io.datachannels.emulators.tablestore.store.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Rows put into a time series table: each replaces the row of its series and time. A bad measurement, too many rows or bytes refuse
 * the request as a whole; what else is wrong with a row refuses the row, and the others are written.
 */
final class TimeseriesWrite {
    private static final int MAX_ROWS = 200;
    private static final int MAX_SIZE = 4_194_304;
    private static final long META_SECONDS = TimeUnit.HOURS.toSeconds(1);
    private static final Condition NO_CONDITION = Condition.newBuilder()
            .setRowExistence(RowExistenceExpectation.IGNORE)
            .build();

    private TimeseriesWrite() {}

    static PutTimeseriesDataResponse put(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        PutTimeseriesDataRequest request = PutTimeseriesDataRequest.parseFrom(bytes);
        Table table = call.timeseries(request.getTableName());
        List<SeriesRow> rows = SeriesRow.decode(request.getRowsData());
        check(rows, table);
        PutTimeseriesDataResponse.Builder response = PutTimeseriesDataResponse.newBuilder();
        boolean updatesMeta = request.getMetaUpdateMode() == MetaUpdateMode.MUM_NORMAL;
        Set<SeriesKey> updated = new HashSet<>();
        long seconds = call.now() / 1000;
        for (int i = 0; i < rows.size(); i++) {
            SeriesRow row = rows.get(i);
            FailedRowInfo failure = failure(i, call, () -> put(table, row, call));
            if (failure != null) {
                response.addFailedRows(failure);
            } else if (updatesMeta && row.metaSeconds() + META_SECONDS < seconds && updated.add(row.key())) {
                SeriesMeta.touch(TimeseriesTables.meta(call, request.getTableName()), row.key(), call);
                response.getMetaUpdateStatusBuilder().addRowIds(i).addMetaUpdateTimes((int) seconds);
            }
        }
        return response.build();
    }

    /** Writes the row to the table, whatever is there. */
    static void write(Table table, OperationType type, Row row, Call call) {
        RowWriter.of(type, row, NO_CONDITION, ReturnContent.getDefaultInstance())
                .write(table, call);
    }

    /** Runs it and says what went wrong with the row of that number; null if nothing did. */
    static FailedRowInfo failure(int index, Call call, Runnable change) {
        ServiceException failure;
        try {
            call.refuseRowIfTold();
            change.run();
            return null;
        } catch (RowRefusedException e) {
            failure = ServiceException.invalid(e.getMessage());
        } catch (ServiceException e) {
            failure = e;
        }
        return FailedRowInfo.newBuilder()
                .setRowIndex(index)
                .setErrorCode(failure.error().getCode())
                .setErrorMessage(failure.getMessage())
                .build();
    }

    private static void check(List<SeriesRow> rows, Table table) {
        if (rows.isEmpty()) {
            throw ServiceException.invalid("No row is specified in PutTimeseriesData.");
        }
        if (rows.size() > MAX_ROWS) {
            throw ServiceException.invalid("Rows count exceeds the upper limit: " + MAX_ROWS + ".");
        }
        boolean measured = SeriesSchema.of(table.definition().timeseries().getTableMeta())
                .series()
                .contains(SeriesSchema.MEASUREMENT);
        long size = 0;
        for (SeriesRow row : rows) {
            if (measured) {
                row.key().checkMeasurement();
            }
            size += row.key().tagsText().length()
                    + row.key().measurement().length()
                    + row.key().source().length();
            for (SeriesField field : row.fields()) {
                size += field.name().length() + field.value().size();
            }
        }
        if (size > MAX_SIZE) {
            throw ServiceException.invalid(
                    "The total data size of PutTimeseriesData request exceeds the limit, limit size: " + MAX_SIZE
                            + ", data size: " + size + ".");
        }
    }

    private static void put(Table table, SeriesRow row, Call call) {
        row.key().check();
        if (row.time() < 0) {
            throw ServiceException.invalid("Invalid time: " + row.time() + ".");
        }
        if (row.fields().isEmpty()) {
            throw ServiceException.invalid("The row has no field.");
        }
        row.fields().forEach(SeriesField::check);
        SeriesSchema schema = SeriesSchema.of(table.definition().timeseries().getTableMeta());
        List<SeriesField> fields = new ArrayList<>(row.fields());
        List<Cell> key = schema.key(row.key(), row.time());
        for (PrimaryKeySchema column : schema.fields()) {
            Predicate<SeriesField> isColumn = field -> field.name().equals(column.getName());
            SeriesField field = fields.stream()
                    .filter(isColumn)
                    .findFirst()
                    .orElseThrow(() -> ServiceException.invalidKey(
                            "The primary key field '" + column.getName() + "' is missing."));
            key.add(Cell.put(column.getName(), field.value()));
            fields.removeIf(isColumn);
        }
        List<Cell> cells = fields.stream()
                .map(field -> Cell.put(field.column(), field.value()))
                .toList();
        write(table, OperationType.PUT, new Row(key, cells, false), call);
    }
}
