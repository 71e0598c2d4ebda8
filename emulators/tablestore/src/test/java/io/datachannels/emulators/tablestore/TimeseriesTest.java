package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TimeseriesClient;
import com.alicloud.openservices.tablestore.model.ColumnType;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.TimeseriesMetaOptions;
import com.alicloud.openservices.tablestore.model.TimeseriesTableMeta;
import com.alicloud.openservices.tablestore.model.TimeseriesTableOptions;
import com.alicloud.openservices.tablestore.model.timeseries.CreateTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.DeleteTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.DescribeTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.GetTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.GetTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.SplitTimeseriesScanTaskRequest;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesScanSplitInfo;
import com.alicloud.openservices.tablestore.model.timeseries.UpdateTimeseriesTableRequest;
import io.datachannels.emulators.http.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time series tables and their data, through the SDK's client for them. */
class TimeseriesTest {
    private static final String TABLE = "series";
    private static final TimeseriesKey CPU = new TimeseriesKey("cpu", "host 1", Map.of("region", "hz", "os", "linux"));

    private final MovedClock clock = new MovedClock();

    @AutoClose
    private final RunningEmulator running =
            new RunningEmulator(TablestoreEmulator.inMemory().clock(clock));

    @AutoClose("shutdown")
    private final TimeseriesClient client = client(running);

    private static TimeseriesClient client(RunningEmulator running) {
        running.emulator().faults().add(Fault.latency("PutTimeseriesData", Duration.ofMillis(1)));
        return new TimeseriesClient(running.emulator().endpoint().toString(), "local", "local", StreamReader.INSTANCE);
    }

    @BeforeEach
    void createTable() {
        client.createTimeseriesTable(new CreateTimeseriesTableRequest(new TimeseriesTableMeta(TABLE)));
    }

    private static TimeseriesRow row(TimeseriesKey key, long time, Object... fields) {
        TimeseriesRow row = new TimeseriesRow(key, time);
        for (int i = 0; i < fields.length; i += 2) {
            row.addField((String) fields[i], value(fields[i + 1]));
        }
        return row;
    }

    private PutTimeseriesDataResponse put(TimeseriesRow... rows) {
        PutTimeseriesDataRequest request = new PutTimeseriesDataRequest(TABLE);
        request.setRows(List.of(rows));
        return client.putTimeseriesData(request);
    }

    private GetTimeseriesDataRequest get(TimeseriesKey key, long begin, long end) {
        GetTimeseriesDataRequest request = new GetTimeseriesDataRequest(TABLE);
        request.setTimeseriesKey(key);
        request.setTimeRange(begin, end);
        return request;
    }

    private List<Long> times(GetTimeseriesDataRequest request) {
        return client.getTimeseriesData(request).getRows().stream()
                .map(TimeseriesRow::getTimeInUs)
                .toList();
    }

    @Test
    void tablesAreListedDescribedChangedAndDeleted() {
        Rows.createTable(running.client());
        assertThat(client.listTimeseriesTable().getTimeseriesTableNames()).containsExactly(TABLE);
        assertThat(running.client().listTable().getTableNames()).containsExactly(Rows.TABLE);
        assertThat(running.emulator().tables(StreamReader.INSTANCE)).containsExactly(TABLE, Rows.TABLE);
        TimeseriesTableMeta meta = describe();
        assertThat(meta.getStatus()).isEqualTo("CREATED");
        assertThat(meta.getTimeseriesTableOptions().getTimeToLive()).isEqualTo(-1);
        assertThat(meta.getTimeseriesMetaOptions().getMetaTimeToLive()).isEqualTo(-1);
        assertThat(meta.getTimeseriesMetaOptions().getAllowUpdateAttributes()).isTrue();

        UpdateTimeseriesTableRequest update = new UpdateTimeseriesTableRequest(TABLE);
        update.setTimeseriesTableOptions(new TimeseriesTableOptions(86_400));
        TimeseriesMetaOptions options = new TimeseriesMetaOptions();
        options.setAllowUpdateAttributes(false);
        options.setMetaTimeToLive(604_800);
        update.setTimeseriesMetaOptions(options);
        client.updateTimeseriesTable(update);
        assertThat(describe().getTimeseriesTableOptions().getTimeToLive()).isEqualTo(86_400);
        assertThat(describe().getTimeseriesMetaOptions().getMetaTimeToLive()).isEqualTo(604_800);

        assertRefused(this::createTable, 409, "OTSObjectAlreadyExist", "Requested table already exists.");
        assertRefused(
                () -> Rows.createTable(running.client(), TABLE, new TableOptions(-1, 1)),
                409,
                "OTSObjectAlreadyExist",
                "Requested table already exists.");
        client.deleteTimeseriesTable(new DeleteTimeseriesTableRequest(TABLE));
        assertThat(client.listTimeseriesTable().getTimeseriesTableNames()).isEmpty();
        assertRefused(this::describe, 404, "OTSObjectNotExist", "Requested table does not exist.");
        createTable();
    }

    private TimeseriesTableMeta describe() {
        return client.describeTimeseriesTable(new DescribeTimeseriesTableRequest(TABLE))
                .getTimeseriesTableMeta();
    }

    @Test
    void kindsOfTablesAreNotMistaken() {
        Rows.createTable(running.client());
        SyncClient rows = running.client();
        assertInvalid(
                () -> rows.describeTable(new DescribeTableRequest(TABLE)),
                "Table [series] is a timeseries table, not support DescribeTable");
        assertInvalid(
                () -> client.describeTimeseriesTable(new DescribeTimeseriesTableRequest(Rows.TABLE)),
                "Table [t] is not a timeseries table, not support DescribeTimeseriesTable");
        assertInvalid(() -> rows.describeTable(new DescribeTableRequest(TABLE + "#meta")), "Invalid table name");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertInvalid(
                () -> client.createTimeseriesTable(new CreateTimeseriesTableRequest(
                        new TimeseriesTableMeta("other", new TimeseriesTableOptions(86_399)))),
                "TimeToLive must be -1 or not less than 86400.");
        assertInvalid(
                () -> client.createTimeseriesTable(
                        new CreateTimeseriesTableRequest(new TimeseriesTableMeta("x".repeat(129)))),
                "Invalid table name");
        TimeseriesTableMeta mortal = new TimeseriesTableMeta("other");
        TimeseriesMetaOptions options = new TimeseriesMetaOptions();
        options.setMetaTimeToLive(604_800);
        mortal.setTimeseriesMetaOptions(options);
        assertInvalid(
                () -> client.createTimeseriesTable(new CreateTimeseriesTableRequest(mortal)),
                "MetaTimeToLive must be -1 if attributes can be updated.");
        assertThat(client.listTimeseriesTable().getTimeseriesTableNames()).containsExactly(TABLE);
    }

    @Test
    void everyTypeComesBack() {
        TimeseriesRow row = row(
                CPU,
                7,
                "i",
                Long.MIN_VALUE,
                "d",
                0.1,
                "b",
                true,
                "s",
                "äöü",
                "x",
                new byte[] {0, -1},
                "s2",
                "",
                "i2",
                5L);
        assertThat(put(row, row(CPU, 8, "i", 1L)).isAllSuccess()).isTrue();
        List<TimeseriesRow> rows = client.getTimeseriesData(get(CPU, 0, 100)).getRows();
        assertThat(rows).containsExactly(row, row(CPU, 8, "i", 1L));
        assertThat(rows.get(0).getTimeseriesKey()).isEqualTo(CPU);
    }

    @Test
    void aRowReplacesTheOneOfItsTime() {
        put(row(CPU, 7, "x", 1L, "y", 2L));
        put(row(CPU, 7, "x", "text"));
        TimeseriesKey noTags = new TimeseriesKey("cpu", "");
        put(row(noTags, 7, "x", 3L));
        assertThat(client.getTimeseriesData(get(CPU, 7, 8)).getRows()).containsExactly(row(CPU, 7, "x", "text"));
        assertThat(client.getTimeseriesData(get(noTags, 0, 8)).getRows()).containsExactly(row(noTags, 7, "x", 3L));
    }

    @Test
    void timesAreReadForwardAndBackwardPageByPage() {
        for (long time : new long[] {0, 1, 5, 10, 1_700_000_000_000_000L}) {
            put(row(CPU, time, "x", time), row(new TimeseriesKey("cpu", "host 2"), time, "x", -time));
        }
        assertThat(times(get(CPU, 0, Long.MAX_VALUE))).containsExactly(0L, 1L, 5L, 10L, 1_700_000_000_000_000L);
        assertThat(times(get(CPU, 1, 10))).containsExactly(1L, 5L);
        GetTimeseriesDataRequest backward = get(CPU, 1, 11);
        backward.setBackward(true);
        assertThat(times(backward)).containsExactly(10L, 5L, 1L);
        GetTimeseriesDataRequest all = get(CPU, 0, 11);
        all.setBackward(true);
        all.setLimit(3);
        GetTimeseriesDataResponse page = client.getTimeseriesData(all);
        assertThat(page.getRows()).extracting(TimeseriesRow::getTimeInUs).containsExactly(10L, 5L, 1L);
        all.setNextToken(page.getNextToken());
        page = client.getTimeseriesData(all);
        assertThat(page.getRows()).extracting(TimeseriesRow::getTimeInUs).containsExactly(0L);
        assertThat(page.getNextToken()).isNull();
        GetTimeseriesDataRequest forward = get(CPU, 1, 11);
        forward.setLimit(2);
        forward.setNextToken(client.getTimeseriesData(forward).getNextToken());
        assertThat(times(forward)).containsExactly(10L);
    }

    @Test
    void fieldsAreChosenByNameAndType() {
        put(row(CPU, 1, "x", 1L, "y", 2L), row(CPU, 2, "x", "text"), row(CPU, 3, "y", 3L));
        GetTimeseriesDataRequest request = get(CPU, 0, 10);
        request.addFieldToGet("x", ColumnType.INTEGER);
        assertThat(client.getTimeseriesData(request).getRows()).containsExactly(row(CPU, 1, "x", 1L));
        request.addFieldToGet("x", ColumnType.STRING);
        assertThat(client.getTimeseriesData(request).getRows())
                .containsExactly(row(CPU, 1, "x", 1L), row(CPU, 2, "x", "text"));
    }

    @Test
    void badRowsFailAloneAndBadRequestsAsAWhole() {
        TimeseriesKey longSource = new TimeseriesKey("cpu", "x".repeat(257));
        TimeseriesKey longTags = new TimeseriesKey("cpu", "", Map.of("t", "x".repeat(512)));
        Map<String, ColumnValue> wide = new TreeMap<>();
        for (int i = 0; i <= 1024; i++) {
            wide.put("f" + i, value(1L));
        }
        TimeseriesRow tooWide = new TimeseriesRow(CPU, 4);
        tooWide.setFields(wide);
        TimeseriesRow upper = row(CPU, 1, "fine", 1L);
        upper.setFields(Map.of("Upper", value(1L)));
        PutTimeseriesDataResponse response = put(
                row(CPU, 1, "x", 1L),
                upper,
                row(longSource, 1, "x", 1L),
                row(longTags, 1, "x", 1L),
                tooWide,
                row(CPU, 2, "_time", 1L),
                row(CPU, 3, "x", 3L));
        assertThat(response.getFailedRows())
                .extracting(PutTimeseriesDataResponse.FailedRowResult::getIndex)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(response.getFailedRows())
                .allMatch(failed -> failed.getError().getCode().equals("OTSParameterInvalid"));
        assertThat(response.getFailedRows().get(0).getError().getMessage()).isEqualTo("Invalid field name: 'Upper'.");
        assertThat(times(get(CPU, 0, 10))).containsExactly(1L, 3L);

        for (String name : List.of("a#b", "a b", "x".repeat(129))) {
            assertInvalid(
                    () -> put(row(CPU, 9, "x", 1L), row(new TimeseriesKey(name, ""), 9, "x", 1L)),
                    "Invalid measurement name: '" + name + "'.");
        }
        TimeseriesRow[] many = LongStream.range(0, 201)
                .mapToObj(time -> row(CPU, time, "x", time))
                .toArray(TimeseriesRow[]::new);
        assertInvalid(() -> put(many), "Rows count exceeds the upper limit: 200.");
        TimeseriesRow[] large = LongStream.range(0, 3)
                .mapToObj(time -> row(CPU, time, "x", "x".repeat(1_500_000)))
                .toArray(TimeseriesRow[]::new);
        assertInvalid(() -> put(large), "The total data size of PutTimeseriesData request exceeds the limit");
        assertThat(times(get(CPU, 0, 10))).containsExactly(1L, 3L);
    }

    @Test
    void faultsReachRowsAndCalls() {
        running.emulator()
                .faults()
                .add(Fault.of("PutTimeseriesData", Fault.Kind.REFUSE_ROW)
                        .after(1)
                        .times(1));
        running.emulator()
                .faults()
                .add(Fault.of("GetTimeseriesData", Fault.Kind.THROTTLE).times(2));
        assertThat(put(row(CPU, 1, "x", 1L), row(CPU, 2, "x", 2L)).getFailedRows())
                .extracting(PutTimeseriesDataResponse.FailedRowResult::getIndex)
                .containsExactly(1);
        assertThat(times(get(CPU, 0, 10))).containsExactly(1L);
    }

    @Test
    void rowsLiveAsLongAsTheTableSays() {
        UpdateTimeseriesTableRequest update = new UpdateTimeseriesTableRequest(TABLE);
        update.setTimeseriesTableOptions(new TimeseriesTableOptions(86_400));
        client.updateTimeseriesTable(update);
        put(row(CPU, 1, "x", 1L));
        clock.move(Duration.ofHours(20));
        put(row(CPU, 2, "x", 1L));
        clock.move(Duration.ofHours(5));
        assertThat(times(get(CPU, 0, 10))).containsExactly(2L);
    }

    @Test
    void splitsTogetherAreTheTable() {
        List<TimeseriesRow> rows = new ArrayList<>();
        for (int host = 0; host < 40; host++) {
            TimeseriesKey key = new TimeseriesKey(host % 2 == 0 ? "cpu" : "disk", "host" + host);
            for (long time = 0; time < 5; time++) {
                rows.add(row(key, time, "x", time));
            }
        }
        put(rows.toArray(TimeseriesRow[]::new));
        for (int wanted : new int[] {1, 3, 16}) {
            List<TimeseriesScanSplitInfo> splits = splits(new SplitTimeseriesScanTaskRequest(TABLE, wanted));
            assertThat(splits).hasSize(wanted);
            List<TimeseriesRow> found = new ArrayList<>();
            splits.forEach(split -> found.addAll(scan(split, 0, Long.MAX_VALUE, 7)));
            assertThat(found).containsExactlyInAnyOrderElementsOf(rows);
        }
        assertThat(splits(new SplitTimeseriesScanTaskRequest(TABLE, 1000))).hasSize(256);
        List<TimeseriesRow> found = new ArrayList<>();
        splits(new SplitTimeseriesScanTaskRequest(TABLE, "disk", 4))
                .forEach(split -> found.addAll(scan(split, 1, 3, 2)));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(rows.stream()
                        .filter(row ->
                                row.getTimeseriesKey().getMeasurementName().equals("disk"))
                        .filter(row -> row.getTimeInUs() >= 1 && row.getTimeInUs() < 3)
                        .toList());
        assertThat(scan(null, 0, Long.MAX_VALUE, 5000)).hasSize(200);
    }

    private List<TimeseriesScanSplitInfo> splits(SplitTimeseriesScanTaskRequest request) {
        return client.splitTimeseriesScanTask(request).getSplitInfos();
    }

    private List<TimeseriesRow> scan(TimeseriesScanSplitInfo split, long begin, long end, int limit) {
        ScanTimeseriesDataRequest request = new ScanTimeseriesDataRequest(TABLE);
        request.setSplitInfo(split);
        request.setTimeRange(begin, end);
        request.setLimit(limit);
        List<TimeseriesRow> rows = new ArrayList<>();
        ScanTimeseriesDataResponse page;
        do {
            page = client.scanTimeseriesData(request);
            assertThat(page.getRows()).hasSizeLessThanOrEqualTo(limit);
            rows.addAll(page.getRows());
            request.setNextToken(page.getNextToken());
        } while (page.getNextToken() != null);
        return rows;
    }

    @Test
    void tagsAndFieldsCanBeInTheKey() {
        TimeseriesTableMeta meta = new TimeseriesTableMeta("own");
        meta.addTimeseriesKey("region");
        meta.addTimeseriesKey("_m_name");
        meta.addFieldPrimaryKey("seq", PrimaryKeyType.INTEGER);
        client.createTimeseriesTable(new CreateTimeseriesTableRequest(meta));
        TimeseriesTableMeta described = client.describeTimeseriesTable(new DescribeTimeseriesTableRequest("own"))
                .getTimeseriesTableMeta();
        assertThat(described.getTimeseriesKeys()).containsExactly("region", "_m_name");
        TimeseriesKey key = new TimeseriesKey("cpu", "", Map.of("region", "hz"));
        PutTimeseriesDataRequest request = new PutTimeseriesDataRequest("own");
        request.setRows(List.of(
                row(key, 1, "seq", 1L, "x", 1L),
                row(key, 1, "seq", 2L, "x", 2L),
                row(key, 1, "x", 3L),
                row(new TimeseriesKey("cpu", ""), 1, "seq", 3L, "x", 4L)));
        assertThat(client.putTimeseriesData(request).getFailedRows())
                .extracting(PutTimeseriesDataResponse.FailedRowResult::getIndex)
                .containsExactly(2, 3);
        GetTimeseriesDataRequest get = new GetTimeseriesDataRequest("own");
        get.setTimeseriesKey(key);
        get.setTimeRange(1, 2);
        assertThat(client.getTimeseriesData(get).getRows())
                .containsExactly(row(key, 1, "seq", 1L, "x", 1L), row(key, 1, "seq", 2L, "x", 2L));
    }

    @Test
    void writesAreInTheTablesStream() {
        put(row(CPU, 1, "x", 1L, "y", "text"));
        running.emulator().splitPartition(StreamReader.INSTANCE, TABLE, PrimaryKeyValue.fromLong(0));
        SyncClient rows = running.client();
        String id = rows.listStream(new ListStreamRequest(TABLE))
                .getStreams()
                .get(0)
                .getStreamId();
        assertThat(rows.listStream(new ListStreamRequest()).getStreams()).hasSize(1);
        DescribeStreamRequest describe = new DescribeStreamRequest(id);
        assertInvalid(
                () -> rows.describeStream(describe),
                "Table [series] is a timeseries table, not support DescribeStream");
        describe.setSupportTimeseriesTable(true);
        DescribeStreamResponse described = rows.describeStream(describe);
        assertThat(described.isTimeseriesDataTable()).isTrue();
        assertThat(described.getExpirationTime()).isEqualTo(168);
        assertThat(described.getShards()).hasSize(3);
        String iterator = rows.getShardIterator(new GetShardIteratorRequest(
                        id, described.getShards().get(0).getShardId()))
                .getShardIterator();
        GetStreamRecordRequest request = new GetStreamRecordRequest(iterator);
        StreamRecord raw = rows.getStreamRecord(request).getRecords().get(0);
        assertThat(raw.getPrimaryKey().getPrimaryKeyColumns())
                .extracting(PrimaryKeyColumn::getName)
                .containsExactly("_#h", "_m_name", "_data_source", "_tags", "_time");
        request.setParseInTimeseriesDataFormat(true);
        assertThat(rows.getStreamRecord(request).getRecords())
                .extracting(StreamReader::text)
                .containsExactly("PUT cpu:host 1:[\"os=linux\",\"region=hz\"]:1 x=1 y=text");
    }

    @Test
    void everythingIsThereAfterARestart(@TempDir Path folder) {
        for (int i = 0; i < 2; i++) {
            try (RunningEmulator kept = new RunningEmulator(TablestoreEmulator.in(folder))) {
                TimeseriesClient keptClient = client(kept);
                if (i == 0) {
                    keptClient.createTimeseriesTable(new CreateTimeseriesTableRequest(new TimeseriesTableMeta(TABLE)));
                    PutTimeseriesDataRequest request = new PutTimeseriesDataRequest(TABLE);
                    request.addRow(row(CPU, 1, "x", 1L));
                    keptClient.putTimeseriesData(request);
                }
                assertThat(keptClient.getTimeseriesData(get(CPU, 0, 10)).getRows())
                        .containsExactly(row(CPU, 1, "x", 1L));
                assertThat(keptClient.listTimeseriesTable().getTimeseriesTableNames())
                        .containsExactly(TABLE);
                keptClient.shutdown();
            }
        }
    }
}
