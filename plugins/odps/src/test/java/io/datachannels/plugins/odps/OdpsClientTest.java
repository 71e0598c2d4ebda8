package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.odps.Column;
import com.aliyun.odps.Odps;
import com.aliyun.odps.tunnel.TableTunnel;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.config.SecretText;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdpsClientTest {
    @RegisterExtension
    final Project project = new Project();

    private final TestTask task = TestTask.first();

    @Test
    void knowsTheTableAndItsColumns() {
        project.sql("create table t (a bigint, b decimal(10,2) not null) partitioned by (dt string)");
        var schema = new OdpsClient(project.access()).table("T", "", task).getSchema();
        assertThat(schema.getColumns()).extracting(Column::getName).containsExactly("a", "b");
        assertThat(schema.getColumn(1).getTypeInfo().getTypeName()).isEqualTo("DECIMAL(10,2)");
        assertThat(schema.getColumn(1).isNullable()).isFalse();
        assertThat(schema.getPartitionColumns()).extracting(Column::getName).containsExactly("dt");
    }

    @Test
    void asksForATableOnce() {
        project.sql("create table t (a bigint)");
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        project.faults().observe(seen::add);
        OdpsClient client = new OdpsClient(project.access());
        client.table("t", "", task);
        client.tunnel(task);
        client.tunnel(task);
        assertThat(seen).containsExactly("GetTable", "GetTunnel", "Unknown");
    }

    @Test
    void aMissingTableIsToldWithTheOneThatWasMeant() {
        OdpsClient client = new OdpsClient(project.access());
        assertThatThrownBy(() -> client.table("orders", "Make it.", task))
                .isInstanceOf(JobFailure.class)
                .hasMessage("there is no table p.orders")
                .satisfies(each ->
                        assertThat(((JobFailure) each).action()).isEqualTo("There is no table at all. Make it."));
        project.sql("create table orders (a bigint); create table customers (a bigint)");
        assertThat(catchThrowableOfType(JobFailure.class, () -> client.table("oders", "Make it.", task))
                        .action())
                .isEqualTo("Did you mean orders? Make it.");
        assertThat(catchThrowableOfType(JobFailure.class, () -> client.table("warehouse", "Make it.", task))
                        .action())
                .isEqualTo("There are the tables customers, orders. Make it.");
        assertThat(client.find("oders", task)).isNull();
    }

    @Test
    void aMissingProjectOrSchemaIsTold() {
        Access other = PluginUnderTest.config(
                Access.class, "{" + project.connection().replace("\"p\"", "\"elsewhere\"") + "}");
        assertThatThrownBy(() -> new OdpsClient(other).table("t", "", task))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("Project not found");
        assertThatThrownBy(() -> new OdpsClient(project.access(", \"schema\": \"s\"")).table("t", "", task))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("Schema not found");
    }

    @Test
    void tablesOfASchemaAreFound() {
        project.sql("create schema s; create table p.s.t (a bigint)");
        assertThat(new OdpsClient(project.access(", \"schema\": \"s\"")).tables(10, task))
                .containsExactly("t");
        assertThat(new OdpsClient(project.access()).tables(10, task)).isEmpty();
    }

    @Test
    void signsWithEitherVersionAndWithAToken() {
        project.sql("create table t (a bigint)");
        assertThat(new OdpsClient(project.access(", \"region\": \"cn-hangzhou\"")).tables(10, task))
                .containsExactly("t");
        assertThat(new OdpsClient(project.access(", \"securityToken\": \"t\"")).tables(10, task))
                .containsExactly("t");
    }

    @Test
    void everyRequestIsSignedWithTheKeyOfItsTime() throws Exception {
        AtomicReference<String> secret = new AtomicReference<>("expired");
        Odps odps = new Odps(new CurrentAccount(
                () -> new AccessKey("local", new SecretText(secret.get()), new SecretText("token")), null));
        odps.setEndpoint(project.endpoint());
        assertThatThrownBy(() -> odps.projects().get("p").reload()).hasMessageContaining("ODPS-0410042");
        secret.set("local");
        odps.projects().get("p").reload();
    }

    @Test
    void theKeysOfARamRoleTakeThePlaceOfOthers() {
        String keys = "{\"endpoint\": \"http://h\", \"project\": \"p\", \"ecsRamRole\": \"role\"";
        assertThat(PluginUnderTest.config(Access.class, keys + "}").keyName()).isEqualTo("of the RAM role role");
        assertThatThrownBy(() ->
                        PluginUnderTest.config(Access.class, keys + ", \"accessId\": \"i\", \"accessKey\": \"k\"}"))
                .isInstanceOf(JobFileException.class)
                .hasMessageContaining("ecsRamRole");
    }

    /** The SDK would try again for two minutes, or for ever. */
    @ParameterizedTest
    @CsvSource({"throttle, true", "error, false", "drop, false"})
    void theEngineTriesAgainAndNotTheSdk(String kind, boolean throttled) {
        project.sql("create table t (a bigint)");
        OdpsClient client = new OdpsClient(project.access());
        TableTunnel tunnel = client.tunnel(task);
        project.fault("CreateUpload:" + kind);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        project.faults().observe(seen::add);
        TransientFailure failure = catchThrowableOfType(
                TransientFailure.class,
                () -> client.call(task, "CreateUpload", "p.t", () -> tunnel.createUploadSession("p", "t")));
        assertThat(failure).hasMessageStartingWith("CreateUpload p.t: ");
        assertThat(failure.isThrottled()).isEqualTo(throttled);
        // The JDK sends a request a second time over a new connection when a kept one is gone.
        int requests = kind.equals("drop") ? 10 : 5;
        assertThat(seen).as("one request for each of the engine's calls").hasSize(requests);
        project.fault("GetTable:" + kind);
        assertThatThrownBy(() -> client.table("t", "", task)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void anAnswerThatComesTooLateOrNotAtAllMayComeLater() {
        Access nobody = PluginUnderTest.config(
                Access.class, "{" + project.connection().replace(project.endpoint(), "http://127.0.0.1:1") + "}");
        assertThatThrownBy(() -> new OdpsClient(nobody).table("t", "", task)).isInstanceOf(TransientFailure.class);
        Access host = PluginUnderTest.config(
                Access.class,
                "{" + project.connection().replace(project.endpoint(), "http://no-such-host.invalid") + "}");
        assertThatThrownBy(() -> new OdpsClient(host).table("t", "", task))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aTunnelThatIsNotReachedIsToldBeforeItIsUsed() {
        OdpsClient nobody = new OdpsClient(project.access(", \"tunnelEndpoint\": \"http://127.0.0.1:1\""));
        assertThat(nobody.tables(1, task)).isEmpty();
        assertThatThrownBy(() -> nobody.tunnel(task))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("the tunnel http://127.0.0.1:1 is not reached; tunnelEndpoint may name another")
                .hasMessageContaining("Connection refused");
        OdpsClient host = new OdpsClient(project.access(", \"tunnelEndpoint\": \"http://no-such-host.invalid\""));
        assertThat(host.tables(1, task)).isEmpty();
        assertThatThrownBy(() -> host.tunnel(task))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the host no-such-host.invalid is not known");
    }

    @Test
    void aSessionThatIsOverEndsTheJob() {
        project.sql("create table t (a bigint)");
        OdpsClient client = new OdpsClient(project.access());
        TableTunnel tunnel = client.tunnel(task);
        assertThatThrownBy(() -> client.call(
                        task, "GetUpload", "p.t", () -> tunnel.getUploadSession("p", "t", "no-such-session")))
                .isInstanceOf(FatalFailure.class);
    }

    @Test
    void everyBadKeyOfAConnectionIsToldAtOnce() {
        assertThatThrownBy(() -> PluginUnderTest.config(Access.class, """
                        {"endpoint": "service.odps", "tunnelServer": "dt", "project": "1 p", "schema": "a-b",
                         "accessId": "i", "accessKey": "k", "accountType": "taobao"}"""))
                .isInstanceOf(JobFileException.class)
                .hasMessageContaining("endpoint")
                .hasMessageContaining("tunnelServer")
                .hasMessageContaining("project")
                .hasMessageContaining("schema")
                .hasMessageContaining("accountType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "odpsServer", "odpsEndpoint"})
    void olderNamesOfTheKeysCount(String key) {
        Access access = PluginUnderTest.config(
                Access.class,
                "{\"" + key
                        + "\": \"http://host/api/\", \"project\": \"p\", \"accessKeyId\": \"i\", \"accessKeySecret\": \"s\"}");
        assertThat(access.address()).isEqualTo("http://host/api");
        assertThat(access.tunnelAddress()).isNull();
    }
}
