package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OssConnectivityTest {
    @RegisterExtension
    final Oss oss = new Oss();

    private Account account(String bucket) {
        return oss.parameters().with("bucket", bucket).as(Account.class);
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ConnectivityCheck.class))
                .singleElement()
                .satisfies(each -> assertThat(each.system()).isEqualTo("oss"));
    }

    @Test
    void saysWhatWorks() {
        String bucket = oss.reader("a").as(OssReaderConfig.class).account().bucket();
        assertThat(new OssConnectivity().check(account(bucket), TestTask.first()))
                .contains(
                        " is reached, the key ", " is accepted, the bucket " + bucket + " is there and has no objects");
        oss.put("a.csv", "1\n");
        assertThat(new OssConnectivity().check(account(bucket), TestTask.first()))
                .endsWith("is there and can be listed");
    }

    @Test
    void saysThatABucketIsNotThere() {
        assertThatThrownBy(() -> new OssConnectivity().check(account("absent"), TestTask.first()))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("absent");
    }
}
