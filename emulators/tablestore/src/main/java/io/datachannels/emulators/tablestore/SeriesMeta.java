package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DeleteTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DeleteTimeseriesMetaResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.FailedRowInfo;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.QueryTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.QueryTimeseriesMetaResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesMeta;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.UpdateTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.UpdateTimeseriesMetaResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.rows.Projection;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.rows.StoredRow;
import io.datachannels.emulators.tablestore.store.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a time series: which there are, their attributes, when they were last written to. There is one row for each
 * series; its key are the measurement, the source and the tags.
 *
 * @param key of the series
 * @param attributes by name
 * @param updateMicros when it was last updated
 */
record SeriesMeta(SeriesKey key, SortedMap<String, String> attributes, long updateMicros) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_UPDATES = 100;
    private static final String ATTRIBUTES = "_attributes";
    private static final String UPDATE_TIME = "_meta_update_time";
    private static final byte[] ATTRIBUTES_NAME = ATTRIBUTES.getBytes(StandardCharsets.UTF_8);

    /** Says that the series was written to now. */
    static void touch(Table table, SeriesKey key, Call call) {
        update(table, key, List.of(), call);
    }

    static UpdateTimeseriesMetaResponse update(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        UpdateTimeseriesMetaRequest request = UpdateTimeseriesMetaRequest.parseFrom(bytes);
        boolean allowed = call.timeseries(request.getTableName())
                .definition()
                .timeseries()
                .getTableMeta()
                .getMetaOptions()
                .getAllowUpdateAttributes();
        Table table = TimeseriesTables.meta(call, request.getTableName());
        checkCount(request.getTimeseriesMetaCount());
        UpdateTimeseriesMetaResponse.Builder response = UpdateTimeseriesMetaResponse.newBuilder();
        for (int i = 0; i < request.getTimeseriesMetaCount(); i++) {
            TimeseriesMeta meta = request.getTimeseriesMeta(i);
            FailedRowInfo failure = TimeseriesWrite.failure(i, call, () -> {
                if (!allowed) {
                    throw ServiceException.invalid("Attributes of the table cannot be updated.");
                }
                SortedMap<String, String> attributes = new TreeMap<>();
                SeriesKey.parse(meta.getAttributes(), attributes);
                Cell cell = Cell.put(ATTRIBUTES, Value.of(SeriesKey.text(attributes)));
                update(table, checked(SeriesKey.of(meta.getTimeSeriesKey())), List.of(cell), call);
            });
            if (failure != null) {
                response.addFailedRows(failure);
            }
        }
        return response.build();
    }

    static DeleteTimeseriesMetaResponse delete(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DeleteTimeseriesMetaRequest request = DeleteTimeseriesMetaRequest.parseFrom(bytes);
        call.timeseries(request.getTableName());
        Table table = TimeseriesTables.meta(call, request.getTableName());
        checkCount(request.getTimeseriesKeyCount());
        DeleteTimeseriesMetaResponse.Builder response = DeleteTimeseriesMetaResponse.newBuilder();
        for (int i = 0; i < request.getTimeseriesKeyCount(); i++) {
            SeriesKey key = SeriesKey.of(request.getTimeseriesKey(i));
            FailedRowInfo failure = TimeseriesWrite.failure(
                    i,
                    call,
                    () -> TimeseriesWrite.write(
                            table, OperationType.DELETE, new Row(cells(checked(key)), List.of(), true), call));
            if (failure != null) {
                response.addFailedRows(failure);
            }
        }
        return response.build();
    }

    static QueryTimeseriesMetaResponse query(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        QueryTimeseriesMetaRequest request = QueryTimeseriesMetaRequest.parseFrom(bytes);
        call.timeseries(request.getTableName());
        Table table = TimeseriesTables.meta(call, request.getTableName());
        MetaCondition condition = request.hasCondition() ? MetaCondition.of(request.getCondition()) : meta -> true;
        int limit = request.hasLimit() ? Math.min(request.getLimit(), MAX_LIMIT) : DEFAULT_LIMIT;
        byte[] from = request.getToken().toByteArray();
        RowReader reader = new RowReader(
                Projection.EVERYTHING,
                table.definition().cutoff(call.now()),
                table.definition().maxVersions());
        QueryTimeseriesMetaResponse.Builder response = QueryTimeseriesMetaResponse.newBuilder();
        long[] hits = {0};
        table.scan(request.getGetTotalHit() ? new byte[0] : from, KeyOrder.encode(Value.MAXIMUM), false, (key, row) -> {
            if (!reader.select(row)) {
                return true;
            }
            SeriesMeta meta = read(row, reader);
            if (!condition.holds(meta)) {
                return true;
            }
            hits[0]++;
            boolean before = Arrays.compareUnsigned(key, from) < 0;
            boolean full = response.getTimeseriesMetasCount() == limit;
            if (!before && !full) {
                response.addTimeseriesMetas(meta.toMessage());
            } else if (!before && !response.hasNextToken()) {
                response.setNextToken(ByteString.copyFrom(key));
            }
            return !full || request.getGetTotalHit();
        });
        if (request.getGetTotalHit()) {
            response.setTotalHit(hits[0]);
        }
        return response.build();
    }

    private static void checkCount(int count) {
        if (count < 1 || count > MAX_UPDATES) {
            throw ServiceException.invalid("Rows count must be in range: [1, " + MAX_UPDATES + "].");
        }
    }

    private static SeriesKey checked(SeriesKey key) {
        key.checkMeasurement();
        key.check();
        return key;
    }

    private static void update(Table table, SeriesKey key, List<Cell> attributes, Call call) {
        List<Cell> cells = new ArrayList<>(attributes);
        cells.add(Cell.put(UPDATE_TIME, Value.of(call.micros())));
        TimeseriesWrite.write(table, OperationType.UPDATE, new Row(cells(key), cells, false), call);
    }

    private static List<Cell> cells(SeriesKey key) {
        return List.of(
                Cell.put(SeriesSchema.MEASUREMENT, Value.of(key.measurement())),
                Cell.put(SeriesSchema.SOURCE, Value.of(key.source())),
                Cell.put(SeriesSchema.TAGS, Value.of(key.tagsText())));
    }

    private static SeriesMeta read(byte[] row, RowReader reader) {
        List<Cell> key = StoredRow.key(row);
        SortedMap<String, String> tags = new TreeMap<>();
        SeriesKey.parse(key.get(2).value().asString(), tags);
        SortedMap<String, String> attributes = new TreeMap<>();
        long updated = 0;
        for (int i = 0; i < reader.cells(); i++) {
            if (reader.isNamed(i, ATTRIBUTES_NAME)) {
                SeriesKey.parse(reader.value(i).asString(), attributes);
            } else {
                updated = reader.value(i).asLong();
            }
        }
        SeriesKey series =
                new SeriesKey(key.get(0).value().asString(), key.get(1).value().asString(), tags);
        return new SeriesMeta(series, attributes, updated);
    }

    private TimeseriesMeta toMessage() {
        TimeseriesMeta.Builder meta =
                TimeseriesMeta.newBuilder().setTimeSeriesKey(key.toMessage()).setUpdateTime(updateMicros);
        if (!attributes.isEmpty()) {
            meta.setAttributes(SeriesKey.text(attributes));
        }
        return meta.build();
    }
}
