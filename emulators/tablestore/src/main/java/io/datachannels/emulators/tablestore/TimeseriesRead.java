package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.GetTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.GetTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.RowsSerializeType;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.ScanTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.ScanTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.SplitTimeseriesScanTaskRequest;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.SplitTimeseriesScanTaskResponse;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesFieldsToGet;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.rows.Projection;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.rows.StoredRow;
import io.datachannels.emulators.tablestore.store.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads of time series tables, page by page: one series, or a share of all. */
final class TimeseriesRead {
    /** Behind every key that begins alike: no column begins with this byte but a bound. */
    private static final byte[] BEHIND = {(byte) 0xFF};

    private TimeseriesRead() {}

    static Answer get(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        GetTimeseriesDataRequest request = GetTimeseriesDataRequest.parseFrom(bytes);
        Table table = call.timeseries(request.getTableName());
        SeriesKey series = SeriesKey.of(request.getTimeSeriesKey());
        SeriesSchema schema = SeriesSchema.of(table.definition().timeseries().getTableMeta());
        long begin = request.hasSpecificTime() ? request.getSpecificTime() : request.getBeginTime();
        long end = request.hasSpecificTime() ? request.getSpecificTime() + 1 : request.getEndTime();
        if (begin < 0 || begin >= end) {
            throw ServiceException.invalid("The begin time must be less than the end time and not negative.");
        }
        boolean backward = request.getBackward();
        byte[] from = KeyOrder.encode(schema.key(series, backward ? end - 1 : begin));
        byte[] to = KeyOrder.encode(schema.key(series, backward ? begin - 1 : end));
        if (backward) {
            from = behind(from);
            to = behind(to);
        }
        if (!request.getToken().isEmpty()) {
            from = token(request.getToken(), table);
        }
        Rows rows = new Rows(call, table, request.getFieldsToGetList(), request.getLimit());
        table.scan(from, to, backward, rows::take);
        GetTimeseriesDataResponse.Builder response = GetTimeseriesDataResponse.newBuilder();
        if (rows.page.next() != null) {
            response.setNextToken(ByteString.copyFrom(rows.page.next()));
        }
        return Answer.of(response.buildPartial(), GetTimeseriesDataResponse.ROWS_DATA_FIELD_NUMBER, rows.finish());
    }

    static SplitTimeseriesScanTaskResponse split(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        SplitTimeseriesScanTaskRequest request = SplitTimeseriesScanTaskRequest.parseFrom(bytes);
        call.timeseries(request.getTableName());
        if (request.getSplitCountHint() <= 0) {
            throw ServiceException.invalid("The split_count_hint must be greater than 0.");
        }
        SplitTimeseriesScanTaskResponse.Builder response = SplitTimeseriesScanTaskResponse.newBuilder();
        ScanSplit.cut(request.getSplitCountHint(), request.getMeasurementName())
                .forEach(split -> response.addSplitInfos(split.toBytes()));
        return response.build();
    }

    static Answer scan(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        ScanTimeseriesDataRequest request = ScanTimeseriesDataRequest.parseFrom(bytes);
        Table table = call.timeseries(request.getTableName());
        if (request.hasDataSerializeType() && request.getDataSerializeType() != RowsSerializeType.RST_PLAIN_BUFFER) {
            throw ServiceException.invalid("Unsupported data serialize type: " + request.getDataSerializeType() + ".");
        }
        ScanSplit split = request.getSplitInfo().isEmpty() ? ScanSplit.ALL : ScanSplit.parse(request.getSplitInfo());
        long begin = request.hasStartTimeUs() ? request.getStartTimeUs() : 0;
        long end = request.hasEndTimeUs() ? request.getEndTimeUs() : Long.MAX_VALUE;
        if (begin < 0 || begin >= end) {
            throw ServiceException.invalid("The begin time must be less than the end time and not negative.");
        }
        SeriesSchema schema = SeriesSchema.of(table.definition().timeseries().getTableMeta());
        int timeIndex = schema.timeIndex();
        int measurementIndex = 1 + schema.series().indexOf(SeriesSchema.MEASUREMENT);
        boolean all = split.measurement().isEmpty() && begin == 0 && end == Long.MAX_VALUE;
        byte[] from = request.getToken().isEmpty() ? split.from() : token(request.getToken(), table);
        Rows rows = new Rows(call, table, request.getFieldsToGetList(), request.getLimit());
        table.scan(from, split.to(), false, (key, row) -> {
            if (all) {
                return rows.take(key, row);
            }
            List<Cell> cells = StoredRow.key(row);
            long time = cells.get(timeIndex).value().asLong();
            boolean wanted = time >= begin
                    && time < end
                    && (split.measurement().isEmpty()
                            || cells.get(measurementIndex).value().asString().equals(split.measurement()));
            return wanted ? rows.take(key, row) : rows.skip(row);
        });
        ScanTimeseriesDataResponse.Builder response =
                ScanTimeseriesDataResponse.newBuilder().setDataSerializeType(RowsSerializeType.RST_PLAIN_BUFFER);
        if (rows.page.next() != null) {
            response.setNextToken(ByteString.copyFrom(rows.page.next()));
        }
        return Answer.of(response.buildPartial(), ScanTimeseriesDataResponse.DATA_FIELD_NUMBER, rows.finish());
    }

    private static byte[] behind(byte[] key) {
        byte[] behind = Arrays.copyOf(key, key.length + 1);
        behind[key.length] = BEHIND[0];
        return behind;
    }

    /** The key at which a page goes on. */
    private static byte[] token(ByteString token, Table table) {
        List<Cell> key = RowDecoder.decode(token.toByteArray()).key();
        KeyRules.checkSchema(key, table.definition(), false);
        return KeyOrder.encode(key);
    }

    /** The rows of one answer. */
    private static final class Rows {
        private final RowReader reader;
        private final Page page;
        private final ByteOutput out;

        Rows(Call call, Table table, List<TimeseriesFieldsToGet> fields, int limit) {
            if (limit < 0) {
                throw ServiceException.invalid("The limit must be greater than 0.");
            }
            byte[][] columns = fields.isEmpty()
                    ? null
                    : Projection.sorted(fields.stream()
                            .flatMap(SeriesField::columns)
                            .map(name -> name.getBytes(StandardCharsets.UTF_8))
                            .toArray(byte[][]::new));
            Projection projection =
                    new Projection(columns, columns == null, null, null, Long.MIN_VALUE, Long.MAX_VALUE, 1, null);
            reader = new RowReader(projection, table.definition().cutoff(call.now()), 1);
            page = new Page(reader, limit == 0 ? Page.MAX_ROWS : limit);
            out = call.buffers().take().putInt(Tag.HEADER);
        }

        boolean take(byte[] key, byte[] row) {
            return page.admits(row) && page.took(reader.read(row, out));
        }

        boolean skip(byte[] row) {
            return page.admits(row) && page.skipped();
        }

        ByteOutput finish() {
            if (page.rows() == 0) {
                out.truncate(0);
            }
            return out;
        }
    }
}
