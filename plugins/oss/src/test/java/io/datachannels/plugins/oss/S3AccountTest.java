package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a store of S3 is, and how it is asked. */
class S3AccountTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000, us-east-1, true, http://127.0.0.1:9000",
        "http://minio:9000/, us-east-1, true, http://minio:9000",
        "minio.example.com, us-east-1, true, https://minio.example.com",
        "https://s3.eu-west-1.amazonaws.com, eu-west-1, false, https://s3.eu-west-1.amazonaws.com",
        "https://s3.dualstack.eu-west-1.amazonaws.com, eu-west-1, false, https://s3.dualstack.eu-west-1.amazonaws.com",
        "https://s3-fips.us-gov-west-1.amazonaws.com, us-gov-west-1, false, https://s3-fips.us-gov-west-1.amazonaws.com",
        "https://s3.cn-north-1.amazonaws.com.cn, cn-north-1, false, https://s3.cn-north-1.amazonaws.com.cn",
        "https://s3.amazonaws.com, us-east-1, false, https://s3.amazonaws.com"
    })
    void regionAndStyleFollowFromTheEndpoint(String endpoint, String region, boolean path, String address) {
        Account account = account().with("endpoint", endpoint).as(Account.class);
        assertThat(problems(account)).isEmpty();
        assertThat(account.s3Region()).isEqualTo(region);
        assertThat(account.s3PathStyle()).isEqualTo(path);
        assertThat(account.address()).isEqualTo(address);
    }

    @Test
    void whatTheJobFileSaysComesFirst() {
        Account account = account()
                .with("endpoint", "http://minio:9000")
                .with("region", "home")
                .with("pathStyle", false)
                .as(Account.class);
        assertThat(account.s3Region()).isEqualTo("home");
        assertThat(account.s3PathStyle()).isFalse();
    }

    @Test
    void amazonNeedsARegionAndNoEndpoint() {
        assertThat(problems(account().as(Account.class)))
                .containsExactly("region: is required for Amazon S3, which has no endpoint here, such as eu-west-1");
        Account account = account().with("region", "eu-west-1").as(Account.class);
        assertThat(problems(account)).isEmpty();
        assertThat(account.s3PathStyle()).isFalse();
        assertThat(account.place()).isEqualTo("Amazon S3 in eu-west-1");
    }

    @Test
    void ossNeedsAnEndpointAndNoPathStyle() {
        Parameters oss = account().with("protocol", Protocol.OSS);
        assertThat(problems(oss.with("pathStyle", true).as(Account.class)))
                .containsExactlyInAnyOrder(
                        "pathStyle: is for protocol s3",
                        "endpoint: is required, such as https://oss-cn-hangzhou.aliyuncs.com");
    }

    @Test
    void bucketsMayHaveDots() {
        Parameters dotted = account().with("endpoint", "http://minio:9000").with("bucket", "my.bucket");
        assertThat(problems(dotted.as(Account.class))).isEmpty();
    }

    @Test
    void partsAreNotSmallerThanTheServiceTakes() {
        List<String> problems = new ArrayList<>();
        account()
                .with("endpoint", "http://minio:9000")
                .with("object", "t")
                .with("blockSizeInMB", 4)
                .as(OssWriterConfig.class)
                .validate((key, message) -> problems.add(key + ": " + message));
        assertThat(problems).containsExactly("blockSizeInMB: must be 5..512");
    }

    private static Parameters account() {
        return Parameters.none()
                .with("protocol", Protocol.S3)
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "bucket");
    }

    private static List<String> problems(Account account) {
        List<String> problems = new ArrayList<>();
        account.validate((key, message) -> problems.add(key + ": " + message));
        return problems;
    }
}
