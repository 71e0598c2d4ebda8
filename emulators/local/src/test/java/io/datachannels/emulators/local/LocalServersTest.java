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

    private LocalServer maxCompute() {
        return new LocalMaxCompute().start(folder.resolve("maxcompute"), 0, List.of());
    }

    @Test
    void allAreFoundAsServices() {
        assertThat(ServiceLoader.load(LocalService.class).stream()
                        .map(each -> each.get().system()))
                .containsExactlyInAnyOrder("ots", "oss", "odps");
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
    void sqlMakesFillsListsAndShowsMaxComputeTables() throws IOException {
        try (LocalServer server = maxCompute()) {
            assertThat(server.sql(
                            "odps://local",
                            "create table orders (id bigint not null, note string, digest binary) partitioned by (dt string);"
                                    + "insert into orders partition (dt='2') values (2, null, null), (3, 'a\nb', 'xy');"
                                    + "insert into orders partition (dt='1') values (1, '"
                                    + "long ".repeat(20)
                                    + "', null)"))
                    .isEmpty();
            server.sql(
                    "odps://other", "create table plain (v double); create schema s; create table other.s.t (id int)");
            assertThat(server.list(""))
                    .containsExactly(
                            "odps://local/orders  3 rows  2 partitions",
                            "odps://other/plain  0 rows",
                            "odps://other/s.t  0 rows");
            assertThat(server.list("odps://other/p")).containsExactly("odps://other/plain  0 rows");
            assertThat(server.sql("odps://local", "select count(*) from orders where dt='2'"))
                    .isEqualTo("_c0\n2\n");
        }
        try (LocalServer again = maxCompute()) {
            assertThat(shown(again, "odps://local/orders", 2))
                    .isEqualTo("column     id BIGINT NOT NULL\ncolumn     note STRING\ncolumn     digest BINARY\n"
                            + "partition  dt STRING\ndt=1  1 rows\ndt=2  2 rows\nrows       3\n"
                            + "id=1  note=\"" + "long ".repeat(12).substring(0, 59) + "…  digest=NULL  dt=1\n"
                            + "id=2  note=NULL  digest=NULL  dt=2\n");
            assertThat(shown(again, "odps://local/orders", 9)).endsWith("id=3  note=\"a\\nb\"  digest=2 bytes  dt=2\n");
            assertThat(shown(again, "odps://other/s.t", 9)).isEqualTo("column     id INT\nrows       0\n");
        }
    }

    @Test
    void aStatementThatFailsAndATableThatIsNotThereAreSaid() throws IOException {
        try (LocalServer server = maxCompute();
                LocalServer tables = tablestore()) {
            assertThatThrownBy(() -> server.sql("odps://local", "create tabel t (id bigint)"))
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("ODPS-0130161:[1,8] Parse exception");
            assertThatThrownBy(() -> shown(server, "odps://local/none", 1))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("there is no table odps://local/none");
            assertThatThrownBy(() -> server.put("odps://local/t", bytes("key=id:INTEGER")))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("odps://local/t is no object");
            assertThatThrownBy(() -> tables.sql("ots://local", "select 1"))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("ots://local takes no SQL");
        }
    }

    @Test
    void aJobsProjectIsThereWithoutBeingMade() throws IOException {
        try (LocalServer server = maxCompute()) {
            server.admit(Map.of("project", "mine"));
            assertThat(server.defaults()).containsExactly(Map.entry("project", "local"));
            assertThat(server.parameters())
                    .containsEntry("endpoint", server.endpoint().toString());
            assertThat(server.sql("odps://mine", "show tables")).isEmpty();
        }
    }

    @Test
    void aFolderHasOneServer() {
        try (LocalServer server = oss();
                LocalServer tables = tablestore();
                LocalServer projects = maxCompute()) {
            assertThat(server.endpoint().getHost()).isEqualTo(tables.endpoint().getHost());
            assertThat(projects.endpoint().getHost())
                    .isEqualTo(tables.endpoint().getHost());
            assertThatThrownBy(this::oss).isInstanceOf(JobFailure.class).hasMessageContaining("cannot start");
            assertThatThrownBy(this::tablestore).isInstanceOf(JobFailure.class);
            assertThatThrownBy(this::maxCompute).isInstanceOf(JobFailure.class).hasMessageContaining("cannot start");
        }
    }

    @Test
    void aFaultThatIsNoneIsSaidAndNothingStays() {
        assertThatThrownBy(() -> new LocalOss().start(folder.resolve("oss"), 0, List.of("nonsense")))
                .isInstanceOf(JobFailure.class);
        oss().close();
    }
}
