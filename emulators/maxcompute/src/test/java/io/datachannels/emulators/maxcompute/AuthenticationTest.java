package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.Odps;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.tunnel.TableTunnel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends SdkTest {
    @Test
    void version4IsAccepted() throws Exception {
        Odps v4 = client(emulator, new AliyunAccount("local", "local", "cn-hangzhou"));
        emulator.sql(
                "p", "create table t (a bigint) partitioned by (dt string); alter table t add partition (dt='ä b+c')");
        assertThat(v4.tables().exists("t")).isTrue();
        var session = new TableTunnel(v4).createUploadSession("p", "t", new PartitionSpec("dt='ä b+c'"));
        block(session, 0, 1, (i, record) -> record.setBigint(0, 1L));
        session.commit(new Long[] {0L});
        assertThat(emulator.sql("p", "select count(*) from t")).isEqualTo("_c0\n1\n");
    }

    @Test
    void anotherKeyIsRefused() {
        for (String region : new String[] {null, "cn-hangzhou"}) {
            Odps wrong = client(emulator, new AliyunAccount("local", "wrong", region));
            assertThatThrownBy(() -> wrong.projects().get("p").reload())
                    .hasMessageContaining("ODPS-0410042:Invalid signature value");
            Odps unknown = client(emulator, new AliyunAccount("nobody", "local", region));
            assertThatThrownBy(() -> unknown.projects().get("p").reload())
                    .hasMessageContaining("ODPS-0410051:Invalid credentials");
            refused("Unauthorized", () -> new TableTunnel(withTunnel(wrong)).createUploadSession("p", "t"));
        }
    }

    @Test
    void anUnsignedCallIsRefusedInTheServicesXml() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/projects/p"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("<Code>MissingAuthorization</Code>", "<RequestId>");
        assertThat(answer.headers().firstValue("x-odps-request-id")).isPresent();
    }

    private Odps withTunnel(Odps client) {
        client.setTunnelEndpoint(emulator.endpoint().toString());
        return client;
    }
}
