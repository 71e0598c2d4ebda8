package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.AsyncClient;
import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ResourceManager;
import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.config.SecretText;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A key that changes is used from the next request on. */
class OtsCredentialsTest {
    @AutoClose
    private final Tables tables = new Tables();

    @Test
    void everyRequestIsSignedWithTheKeyOfItsTime() throws Exception {
        AtomicReference<AccessKey> key = new AtomicReference<>(key("expired"));
        ClientConfiguration configuration = new ClientConfiguration();
        AsyncClient client = new AsyncClient(
                tables.endpoint(),
                new OtsCredentials(key::get),
                Tables.INSTANCE,
                configuration,
                new ResourceManager(configuration, new CallerRuns()));
        try {
            assertThatThrownBy(() -> client.listTable(null).get())
                    .isInstanceOfSatisfying(
                            TableStoreException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("OTSAuthFailed"));
            key.set(key("local"));
            assertThat(client.listTable(null).get().getTableNames()).isEmpty();
        } finally {
            client.shutdown();
        }
    }

    private static AccessKey key(String secret) {
        return new AccessKey("local", new SecretText(secret), new SecretText("token"));
    }
}
