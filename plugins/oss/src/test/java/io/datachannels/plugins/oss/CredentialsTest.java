package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wrong keys, buckets and endpoints are told at once and truly, on both sides, and no message shows a secret. */
class CredentialsTest {
    private static final String SECRET = "marker-of-a-secret";

    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    @Test
    void aWrongSecretIsTold() {
        assertBoth(each -> each.with("accessKey", Parameters.secret(SECRET)), "SignatureDoesNotMatch");
        assertBoth(
                each -> each.with("accessKey", Parameters.secret(SECRET)).with("region", "cn-hangzhou"),
                "SignatureDoesNotMatch");
    }

    @Test
    void aWrongIdIsTold() {
        assertBoth(each -> each.with("accessId", "nobody"), "InvalidAccessKeyId");
    }

    @Test
    void aMissingBucketIsTold() {
        assertBoth(each -> each.with("bucket", "missing"), "NoSuchBucket");
        assertThatThrownBy(() -> ReadRun.open(
                        oss.reader("a.csv").with("bucket", "missing").with("successOnNoObject", true)))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void anUnknownHostIsTold() {
        assertBoth(each -> each.with("endpoint", "http://no-such-host.invalid"), "UnknownHost");
    }

    @Test
    void aServiceThatIsDownMayComeBack() {
        oss.fault("*:throttle");
        assertThatThrownBy(() -> WriteRun.open(oss.writer("t"), Batches.schema("a")))
                .isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> ReadRun.open(oss.reader("a.csv"))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void aPortWithoutServiceMayComeBack() {
        Parameters parameters = oss.writer("t").with("endpoint", "http://127.0.0.1:1");
        assertThatThrownBy(() -> WriteRun.open(parameters, Batches.schema("a"))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void configurationsShowNoSecret() {
        Parameters writer = oss.writer("t")
                .with("accessKey", Parameters.secret(SECRET))
                .with("securityToken", Parameters.secret(SECRET));
        Parameters reader = oss.reader("t")
                .with("accessKey", Parameters.secret(SECRET))
                .with("securityToken", Parameters.secret(SECRET));
        OssWriterConfig config = writer.as(OssWriterConfig.class);
        assertThat(config.toString()).doesNotContain(SECRET);
        assertThat(config.account().toString()).doesNotContain(SECRET);
        assertThat(reader.as(OssReaderConfig.class).toString()).doesNotContain(SECRET);
    }

    @Test
    void noThreadOutlivesTheJob() {
        oss.put("a.csv", "1\n");
        ReadRun.all(oss.reader("a.csv"));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("reaper"));
    }

    private void assertBoth(UnaryOperator<Parameters> change, String code) {
        List<Runnable> ways = List.of(
                () -> ReadRun.open(change.apply(oss.reader("a.csv"))),
                () -> ReadRun.open(change.apply(oss.reader("a*"))),
                () -> WriteRun.open(change.apply(oss.writer("t")), Batches.schema("a")),
                () -> WriteRun.open(
                        change.apply(oss.writer("t").with("writeMode", WriteMode.APPEND)), Batches.schema("a")),
                () -> WriteRun.open(
                        change.apply(oss.writer("t").with("writeMode", WriteMode.NONCONFLICT)), Batches.schema("a")));
        for (Runnable way : ways) {
            assertThatThrownBy(way::run)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining(code)
                    .hasMessageNotContaining(SECRET)
                    .extracting(e -> ((Failure) e).action())
                    .asString()
                    .isNotEmpty();
        }
    }
}
