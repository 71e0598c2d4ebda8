package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import io.datachannels.spi.access.AccessKey;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key that changes is used from the next request on. */
class OssCredentialsTest {
    @RegisterExtension
    final Oss oss = new Oss();

    @Test
    void everyRequestIsSignedWithTheKeyOfItsTime() {
        AtomicReference<AccessKey> key = new AtomicReference<>(key("expired"));
        OSS client = OSSClientBuilder.create()
                .endpoint(oss.endpoint())
                .credentialsProvider(new OssCredentials(key::get))
                .build();
        try {
            assertThatThrownBy(() -> client.doesObjectExist(Oss.BUCKET, "a")).isInstanceOf(OSSException.class);
            key.set(key("local"));
            assertThat(client.doesObjectExist(Oss.BUCKET, "a")).isFalse();
        } finally {
            client.shutdown();
        }
    }

    private static AccessKey key(String secret) {
        return new AccessKey("local", Parameters.secret(secret), Parameters.secret("token"));
    }
}
