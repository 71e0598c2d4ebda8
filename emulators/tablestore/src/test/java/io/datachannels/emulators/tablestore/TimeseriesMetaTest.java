package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.TimeseriesClient;
import com.alicloud.openservices.tablestore.model.TimeseriesMetaOptions;
import com.alicloud.openservices.tablestore.model.TimeseriesTableMeta;
import com.alicloud.openservices.tablestore.model.timeseries.AttributeMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.CompositeMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.CreateTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.DataSourceMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.DeleteTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.model.timeseries.DeleteTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.MeasurementMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.MetaQueryCompositeOperator;
import com.alicloud.openservices.tablestore.model.timeseries.MetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.MetaQuerySingleOperator;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.QueryTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.model.timeseries.QueryTimeseriesMetaResponse;
import com.alicloud.openservices.tablestore.model.timeseries.TagMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesMeta;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import com.alicloud.openservices.tablestore.model.timeseries.UpdateTimeMetaQueryCondition;
import com.alicloud.openservices.tablestore.model.timeseries.UpdateTimeseriesMetaRequest;
import com.alicloud.openservices.tablestore.model.timeseries.UpdateTimeseriesTableRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of time series besides their data. */
class TimeseriesMetaTest {
    private static final String TABLE = "series";

    private final MovedClock clock = new MovedClock();

    @AutoClose
    private final RunningEmulator running =
            new RunningEmulator(TablestoreEmulator.inMemory().clock(clock));

    @AutoClose("shutdown")
    private final TimeseriesClient client =
            new TimeseriesClient(running.emulator().endpoint().toString(), "local", "local", StreamReader.INSTANCE);

    @BeforeEach
    void createTable() {
        client.createTimeseriesTable(new CreateTimeseriesTableRequest(new TimeseriesTableMeta(TABLE)));
    }

    private static TimeseriesKey key(String measurement, int host) {
        return new TimeseriesKey(
                measurement, "host" + host, Map.of("region", host % 2 == 0 ? "hz" : "sh", "n", "" + host));
    }

    private void put(TimeseriesKey... keys) {
        PutTimeseriesDataRequest request = new PutTimeseriesDataRequest(TABLE);
        for (TimeseriesKey key : keys) {
            TimeseriesRow row = new TimeseriesRow(key, 1);
            row.addField("x", value(1L));
            request.addRow(row);
        }
        assertThat(client.putTimeseriesData(request).isAllSuccess()).isTrue();
    }

    private void describe(TimeseriesKey key, Map<String, String> attributes) {
        assertThat(update(key, attributes)).isTrue();
    }

    private boolean update(TimeseriesKey key, Map<String, String> attributes) {
        TimeseriesMeta meta = new TimeseriesMeta(key);
        meta.setAttributes(new TreeMap<>(attributes));
        UpdateTimeseriesMetaRequest request = new UpdateTimeseriesMetaRequest(TABLE);
        request.setMetas(List.of(meta));
        return client.updateTimeseriesMeta(request).isAllSuccess();
    }

    private QueryTimeseriesMetaResponse query(MetaQueryCondition condition, int limit, byte[] token) {
        QueryTimeseriesMetaRequest request = new QueryTimeseriesMetaRequest(TABLE);
        request.setCondition(condition);
        request.setGetTotalHits(true);
        request.setLimit(limit);
        request.setNextToken(token);
        return client.queryTimeseriesMeta(request);
    }

    private List<TimeseriesKey> keys(MetaQueryCondition condition) {
        return query(condition, 100, null).getTimeseriesMetas().stream()
                .map(TimeseriesMeta::getTimeseriesKey)
                .toList();
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    @Test
    void seriesAreKnownOnceTheyAreWrittenTo() {
        put(key("cpu", 1), key("cpu", 2), key("cpu", 1));
        List<TimeseriesMeta> metas = query(null, 100, null).getTimeseriesMetas();
        assertThat(metas).extracting(TimeseriesMeta::getTimeseriesKey).containsExactly(key("cpu", 1), key("cpu", 2));
        assertThat(metas).extracting(TimeseriesMeta::getUpdateTimeInUs).containsOnly(micros());
        PutTimeseriesDataRequest silent = new PutTimeseriesDataRequest(TABLE);
        TimeseriesRow row = new TimeseriesRow(key("cpu", 3), 1);
        row.addField("x", value(1L));
        silent.addRow(row);
        silent.setMetaUpdateMode(PutTimeseriesDataRequest.MetaUpdateMode.IGNORE);
        client.putTimeseriesData(silent);
        assertThat(keys(null)).hasSize(2);
    }

    @Test
    void updateTimeFollowsAnHourLater() {
        put(key("cpu", 1));
        long first = micros();
        clock.move(Duration.ofMinutes(30));
        put(key("cpu", 1));
        assertThat(query(null, 1, null).getTimeseriesMetas().get(0).getUpdateTimeInUs())
                .isEqualTo(first);
        clock.move(Duration.ofMinutes(31));
        put(key("cpu", 1));
        assertThat(query(null, 1, null).getTimeseriesMetas().get(0).getUpdateTimeInUs())
                .isEqualTo(micros());
    }

    @Test
    void attributesAreReplacedAndKeptWhenDataComes() {
        describe(key("cpu", 1), Map.of("owner", "a", "rack", "7"));
        put(key("cpu", 1));
        assertThat(query(null, 1, null).getTimeseriesMetas().get(0).getAttributes())
                .isEqualTo(Map.of("owner", "a", "rack", "7"));
        describe(key("cpu", 1), Map.of("owner", "b"));
        assertThat(query(null, 1, null).getTimeseriesMetas().get(0).getAttributes())
                .isEqualTo(Map.of("owner", "b"));
        describe(key("cpu", 1), Map.of());
        assertThat(query(null, 1, null).getTimeseriesMetas().get(0).getAttributes())
                .isEmpty();
    }

    @Test
    void attributesStayIfTheTableSaysSo() {
        UpdateTimeseriesTableRequest change = new UpdateTimeseriesTableRequest(TABLE);
        TimeseriesMetaOptions options = new TimeseriesMetaOptions();
        options.setAllowUpdateAttributes(false);
        options.setMetaTimeToLive(604_800);
        change.setTimeseriesMetaOptions(options);
        client.updateTimeseriesTable(change);
        assertThat(update(key("cpu", 1), Map.of("owner", "a"))).isFalse();
        put(key("cpu", 1));
        clock.move(Duration.ofDays(6));
        put(key("cpu", 2));
        clock.move(Duration.ofDays(2));
        assertThat(keys(null)).containsExactly(key("cpu", 2));
    }

    @Test
    void conditionsChoose() {
        for (int host = 0; host < 6; host++) {
            put(key("cpu", host), key("disk", host));
            clock.move(Duration.ofSeconds(1));
        }
        describe(key("cpu", 0), Map.of("owner", "ann"));
        long half = micros() - 3_000_000;
        MetaQueryCondition cpu = new MeasurementMetaQueryCondition(MetaQuerySingleOperator.OP_EQUAL, "cpu");
        MetaQueryCondition hz = new TagMetaQueryCondition(MetaQuerySingleOperator.OP_EQUAL, "region", "hz");
        assertThat(keys(cpu))
                .hasSize(6)
                .allMatch(key -> key.getMeasurementName().equals("cpu"));
        assertThat(keys(hz)).hasSize(6);
        assertThat(keys(new DataSourceMetaQueryCondition(MetaQuerySingleOperator.OP_GREATER_EQUAL, "host4")))
                .hasSize(4);
        assertThat(keys(new DataSourceMetaQueryCondition(MetaQuerySingleOperator.OP_LESS_THAN, "host1")))
                .hasSize(2);
        assertThat(keys(new DataSourceMetaQueryCondition(MetaQuerySingleOperator.OP_PREFIX, "host")))
                .hasSize(12);
        assertThat(keys(new AttributeMetaQueryCondition(MetaQuerySingleOperator.OP_PREFIX, "owner", "an")))
                .containsExactly(key("cpu", 0));
        assertThat(keys(new TagMetaQueryCondition(MetaQuerySingleOperator.OP_GREATER_THAN, "missing", "")))
                .isEmpty();
        assertThat(keys(new UpdateTimeMetaQueryCondition(MetaQuerySingleOperator.OP_GREATER_EQUAL, half)))
                .hasSize(7);
        assertThat(keys(composite(MetaQueryCompositeOperator.OP_AND, cpu, hz))).hasSize(3);
        assertThat(keys(composite(MetaQueryCompositeOperator.OP_OR, cpu, hz))).hasSize(9);
        assertThat(keys(composite(
                        MetaQueryCompositeOperator.OP_NOT, composite(MetaQueryCompositeOperator.OP_OR, cpu, hz))))
                .containsExactly(key("disk", 1), key("disk", 3), key("disk", 5));
    }

    private static MetaQueryCondition composite(MetaQueryCompositeOperator operator, MetaQueryCondition... parts) {
        CompositeMetaQueryCondition composite = new CompositeMetaQueryCondition(operator);
        for (MetaQueryCondition part : parts) {
            composite.addSubCondition(part);
        }
        return composite;
    }

    @Test
    void pagesFollowEachOther() {
        for (int host = 0; host < 7; host++) {
            put(key("cpu", host));
        }
        List<TimeseriesKey> found = new ArrayList<>();
        byte[] token = null;
        do {
            QueryTimeseriesMetaResponse page = query(null, 3, token);
            assertThat(page.getTotalHits()).isEqualTo(7);
            page.getTimeseriesMetas().forEach(meta -> found.add(meta.getTimeseriesKey()));
            token = page.getNextToken();
        } while (token != null);
        assertThat(found).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void deletedMetadataAreGoneAndDataStay() {
        put(key("cpu", 1), key("cpu", 2));
        DeleteTimeseriesMetaRequest request = new DeleteTimeseriesMetaRequest(TABLE);
        request.setTimeseriesKeys(List.of(key("cpu", 1)));
        assertThat(client.deleteTimeseriesMeta(request).isAllSuccess()).isTrue();
        assertThat(keys(null)).containsExactly(key("cpu", 2));
        client.deleteTimeseriesTable(new DeleteTimeseriesTableRequest(TABLE));
        createTable();
        assertThat(keys(null)).isEmpty();
    }
}
