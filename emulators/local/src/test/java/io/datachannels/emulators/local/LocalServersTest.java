package io.datachannels.emulators.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.TimeseriesClient;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServersTest {
    @TempDir
    Path folder;

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(LocalServer server, String address, int rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.show(address, rows, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private LocalServer tablestore() {
        return new LocalTablestore().start(folder.resolve("tablestore"), 0, List.of());
    }

    private LocalServer oss() {
        return new LocalOss().start(folder.resolve("oss"), 0, List.of());
    }

    @Test
    void bothAreFoundAsServices() {
        assertThat(ServiceLoader.load(LocalService.class).stream()
                        .map(each -> each.get().system()))
                .containsExactlyInAnyOrder("ots", "oss");
    }

    @Test
    void aTableIsMadeListedAndShown() throws IOException {
        try (LocalServer server = tablestore()) {
            server.put("ots://local/orders", bytes("key=region:STRING,id:integer\nautoIncrement=id\nstreamHours=24"));
            assertThat(server.list("")).containsExactly("ots://local/orders");
            assertThat(server.list("ots://other/")).isEmpty();
            assertThat(shown(server, "ots://local/orders", 5))
                    .matches("key     region STRING\nkey     id INTEGER AUTO_INCREMENT\n"
                            + "stream  orders_\\d+ kept for 24 h\nrows    0\n");
        }
        try (LocalServer again = tablestore()) {
            assertThat(again.list("")).as("kept").containsExactly("ots://local/orders");
        }
    }

    @Test
    void aTimeSeriesTableIsMadeListedAndShown() throws IOException {
        try (LocalServer server = tablestore()) {
            server.put("ots://local/machines", bytes("timeseries=true"));
            assertThat(server.list("")).containsExactly("ots://local/machines");
            assertThat(shown(server, "ots://local/machines", 5)).isEqualTo("time series\nrows    0\n");
            TimeseriesClient client = new TimeseriesClient(server.endpoint().toString(), "local", "local", "local");
            PutTimeseriesDataRequest request = new PutTimeseriesDataRequest("machines");
            TimeseriesRow row = new TimeseriesRow(new TimeseriesKey("cpu", "h1", Map.of("os", "linux")), 7);
            row.addField("load", ColumnValue.fromDouble(0.5));
            row.addField("state", ColumnValue.fromString("up"));
            request.addRow(row);
            client.putTimeseriesData(request);
            client.shutdown();
            assertThat(shown(server, "ots://local/machines", 5))
                    .isEqualTo("time series\nrows    1\n"
                            + "_m_name=cpu  _data_source=h1  _tags={os=linux}  _time=7  load=0.5  state=\"up\"\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=id:INTEGER\nstreamHours=0",
                "key=id:INTEGER\nstreamHours=200",
                "key=id",
                "key=id:LONG",
                "key=",
                "key=id:INTEGER\nautoIncrement=other"
            })
    void aTableThatCannotBeIsRefused(String description) {
        try (LocalServer server = tablestore()) {
            assertThatThrownBy(() -> server.put("ots://local/t", bytes(description)))
                    .isInstanceOf(JobFailure.class);
        }
    }

    @Test
    void aTableThatIsThereOrNotIsSaid() throws IOException {
        try (LocalServer server = tablestore()) {
            server.put("ots://local/t", bytes("key=id:INTEGER"));
            assertThatThrownBy(() -> server.put("ots://local/t", bytes("key=id:INTEGER")))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("OTSObjectAlreadyExist");
            assertThatThrownBy(() -> shown(server, "ots://local/none", 1))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("none");
        }
    }

    @Test
    void anObjectIsStoredListedAndShown() throws IOException {
        try (LocalServer server = oss()) {
            server.put("oss://mine/a/b.csv", bytes("1,käse\n"));
            assertThat(server.list("oss://mine/a/"))
                    .singleElement()
                    .asString()
                    .startsWith("oss://mine/a/b.csv  8 bytes");
            assertThat(server.list("")).hasSize(1);
            assertThat(shown(server, "oss://mine/a/b.csv", 1)).isEqualTo("1,käse\n");
            assertThat(folder.resolve("oss/mine/a/b.csv")).hasContent("1,käse");
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        try (LocalServer server = oss()) {
            assertThatThrownBy(() -> shown(server, "oss://local/none", 1))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("there is no object oss://local/none");
            assertThatThrownBy(() -> server.list("oss://nobucket/"))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("there is no bucket nobucket");
            assertThatThrownBy(() -> server.admit(Map.of("bucket", "Not A Bucket")))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("Not A Bucket");
        }
    }

    @Test
    void aFolderHasOneServer() {
        try (LocalServer server = oss();
                LocalServer tables = tablestore()) {
            assertThat(server.endpoint().getHost()).isEqualTo(tables.endpoint().getHost());
            assertThatThrownBy(this::oss).isInstanceOf(JobFailure.class).hasMessageContaining("cannot start");
            assertThatThrownBy(this::tablestore).isInstanceOf(JobFailure.class);
        }
    }

    @Test
    void aFaultThatIsNoneIsSaidAndNothingStays() {
        assertThatThrownBy(() -> new LocalOss().start(folder.resolve("oss"), 0, List.of("nonsense")))
                .isInstanceOf(JobFailure.class);
        oss().close();
    }
}
