package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.AsyncClient;
import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.core.auth.DefaultCredentialProvider;
import com.alicloud.openservices.tablestore.core.auth.DefaultCredentials;
import com.alicloud.openservices.tablestore.core.auth.V4Credentials;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.ListTableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signatures, headers and compression: through the SDK where it can be told to, else by hand. */
class TransportTest {
    @AutoClose
    private final TablestoreEmulator emulator = TablestoreEmulator.inMemory()
            .credentials("local", "local")
            .credentials("second", "other secret")
            .start();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void signatureOfVersion4IsCheckedAndAnswered() {
        String endpoint = emulator.endpoint().toString();
        V4Credentials good = V4Credentials.createByServiceCredentials(
                new DefaultCredentials("second", "other secret"), "cn-hangzhou");
        SyncClient client =
                new SyncClient(endpoint, new DefaultCredentialProvider(good), "inst", new ClientConfiguration(), null);
        try {
            Rows.createTable(client);
            Rows.put(client, key("a", 1), column("x", 1L));
            assertThat(Rows.get(client, key("a", 1))).isNotNull();
        } finally {
            client.shutdown();
        }
        V4Credentials bad =
                V4Credentials.createByServiceCredentials(new DefaultCredentials("second", "wrong"), "cn-hangzhou");
        SyncClient wrong =
                new SyncClient(endpoint, new DefaultCredentialProvider(bad), "inst", new ClientConfiguration(), null);
        try {
            assertRefused(wrong::listTable, 403, "OTSAuthFailed", "Signature mismatch.");
        } finally {
            wrong.shutdown();
        }
    }

    @Test
    void unknownKeysAndWrongSecretsAreRefused() {
        String endpoint = emulator.endpoint().toString();
        for (String[] pair : new String[][] {
            {"nobody", "local", "The AccessKeyID does not exist."}, {"local", "wrong", "Signature mismatch."}
        }) {
            SyncClient client = new SyncClient(endpoint, pair[0], pair[1], "inst");
            assertRefused(client::listTable, 403, "OTSAuthFailed", pair[2]);
            client.shutdown();
        }
    }

    @Test
    void asynchronousClientIsServed() throws Exception {
        AsyncClient client = new AsyncClient(emulator.endpoint().toString(), "local", "local", "inst");
        try {
            Future<ListTableResponse> response = client.listTable(null);
            assertThat(response.get(10, TimeUnit.SECONDS).getTableNames()).isEmpty();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void compressesBothWaysAndTheMd5IsThatOfTheMessage() {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setEnableRequestCompression(true);
        configuration.setEnableResponseCompression(true);
        configuration.setEnableResponseContentMD5Checking(true);
        SyncClient client = new SyncClient(emulator.endpoint().toString(), "local", "local", "inst", configuration);
        try {
            Rows.createTable(client);
            for (int i = 0; i < 20; i++) {
                Rows.put(client, key("a", i), column("x", "y".repeat(10_000)));
            }
            assertThat(client.getRange(new GetRangeRequest(Rows.range(Rows.first(), Rows.last())))
                            .getRows())
                    .hasSize(20)
                    .allMatch(row ->
                            row.getLatestColumn("x").getValue().asString().length() == 10_000);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void dateMayBeOffByAQuarterOfAnHour() throws Exception {
        assertAnswer(send("ListTable", new byte[0], date(Duration.ofMinutes(14))), 200, null, null);
        String message = "Mismatch between system time and x-ots-date: ";
        assertAnswer(send("ListTable", new byte[0], date(Duration.ofMinutes(16))), 403, "OTSAuthFailed", message);
        assertAnswer(send("ListTable", new byte[0], date(Duration.ofMinutes(-16))), 403, "OTSAuthFailed", message);
    }

    @Test
    void descriptionCarriesTheStatusThatOtherSdksDemand() throws Exception {
        SyncClient client = Rows.client(emulator);
        Rows.createTable(client);
        client.shutdown();
        byte[] request = OtsInternalApi.DescribeTableRequest.newBuilder()
                .setTableName(Rows.TABLE)
                .build()
                .toByteArray();
        HttpResponse<byte[]> response = send("DescribeTable", request, headers -> {});
        assertThat(OtsInternalApi.DescribeTableResponse.parseFrom(response.body())
                        .getUnknownFields()
                        .getField(4)
                        .getVarintList())
                .containsExactly(1L);
    }

    @Test
    void bodyMustFitItsMd5() throws Exception {
        assertAnswer(
                send("ListTable", new byte[0], headers -> headers.put("x-ots-contentmd5", "AAAA")),
                403,
                "OTSAuthFailed",
                "Mismatch between MD5 value of request body and x-ots-contentmd5 in header.");
    }

    @Test
    void missingHeadersAreNamed() throws Exception {
        for (String name : new String[] {"x-ots-date", "x-ots-instancename", "x-ots-apiversion"}) {
            assertAnswer(
                    send("ListTable", new byte[0], headers -> headers.remove(name)),
                    400,
                    "OTSParameterInvalid",
                    "Missing header: '" + name + "'.");
        }
    }

    @Test
    void whatIsNotServedIsSaid() throws Exception {
        for (String operation : new String[] {"StartLocalTransaction", "SQLQuery", "tunnel/create", "Nonsense"}) {
            assertAnswer(
                    send(operation, new byte[0], headers -> {}),
                    400,
                    "OTSParameterInvalid",
                    "Unsupported operation: '" + operation + "'.");
        }
        assertAnswer(
                send("GetRow", new byte[] {1, 2, 3}, headers -> {}), 400, "OTSParameterInvalid", "Failed to parse");
        HttpRequest get = HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/ListTable"))
                .build();
        assertAnswer(
                http.send(get, HttpResponse.BodyHandlers.ofByteArray()),
                405,
                "OTSMethodNotAllowed",
                "Only POST method for requests is supported.");
    }

    @Test
    void aBodyOfMoreThanFiveMegabytesIsTooLarge() throws Exception {
        assertAnswer(
                send("PutRow", new byte[(5 << 20) + 1], headers -> {}),
                413,
                "OTSRequestBodyTooLarge",
                "The size of POST data is too large.");
    }

    private static Consumer<SortedMap<String, String>> date(Duration off) {
        return headers -> headers.put(
                "x-ots-date",
                Instant.now().plus(off).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private HttpResponse<byte[]> send(String operation, byte[] body, Consumer<SortedMap<String, String>> change)
            throws IOException, InterruptedException {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("x-ots-apiversion", "2015-12-31");
        headers.put("x-ots-accesskeyid", "local");
        headers.put("x-ots-instancename", "inst");
        headers.put("x-ots-contentmd5", Body.md5(body));
        date(Duration.ZERO).accept(headers);
        change.accept(headers);
        headers.put("x-ots-signature", Signer.requestV2("local", operation, headers));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/" + operation))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void assertAnswer(HttpResponse<byte[]> response, int status, String code, String message)
            throws IOException {
        assertThat(response.headers().firstValue("x-ots-requestid").orElseThrow())
                .hasSize(36);
        if (code != null) {
            OtsInternalApi.Error error = OtsInternalApi.Error.parseFrom(response.body());
            assertThat(error.getCode()).isEqualTo(code);
            assertThat(error.getMessage()).startsWith(message);
        }
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
