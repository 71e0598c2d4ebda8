package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Endpoints of OSS that do not answer as they should. */
class OssFailuresTest {
    /** A domain that nobody has, so that the message shows which host was asked. */
    @Test
    void theBucketStandsInFrontOfHostsThatAreTheServices() {
        assertThat(refusal("http://oss.invalid", null)).hasMessageContaining("oss.invalid");
        assertThat(refusal("http://oss.invalid", null).getMessage()).doesNotContain("my-bucket.oss");
        assertThat(refusal("http://oss.invalid", "OSS.invalid ")).hasMessageContaining("my-bucket.oss.invalid");
    }

    private static Throwable refusal(String endpoint, String cname) {
        try (Bucket bucket = connect(endpoint, cname)) {
            bucket.first("a");
            throw new AssertionError(endpoint + " answered");
        } catch (JobFailure e) {
            return e;
        }
    }

    private static Bucket connect(String endpoint, String cname) {
        Account account = Parameters.none()
                .with("endpoint", endpoint)
                .with("cname", cname)
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "my-bucket")
                .as(Account.class);
        return Bucket.connect(account, TestTask.first());
    }

    @Test
    void aServiceWithoutTlsIsToldFromOneWith() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Bucket tls = connect("https://127.0.0.1:" + plain.getLocalPort(), null)) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> S3FailuresTest.refuseTls(plain));
            assertThatThrownBy(() -> tls.first("a"))
                    .isInstanceOf(JobFailure.class)
                    .extracting(each -> ((Failure) each).action())
                    .asString()
                    .contains("http or https");
            answered.join();
        }
    }
}
