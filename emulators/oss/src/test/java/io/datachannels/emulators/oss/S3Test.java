package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An emulator with the bucket "data" and a client of S3 on it, as it is out of the box but without retries. */
abstract class S3Test {
    OssEmulator emulator;
    S3Client s3;

    @BeforeEach
    void start() {
        emulator = OssEmulator.inMemory().start();
        emulator.createBucket("data");
        s3 = client("local", "local", each -> {});
    }

    S3Client client(String id, String secret, Consumer<S3ClientBuilder> change) {
        S3ClientBuilder builder = S3Client.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .forcePathStyle(true);
        change.accept(builder);
        return builder.build();
    }

    @AfterEach
    void stop() {
        s3.close();
        emulator.close();
    }

    static S3Exception refused(int status, String code, ThrowingCallable call) {
        S3Exception error = catchThrowableOfType(S3Exception.class, call);
        assertThat(error).as("refused with " + code).isNotNull();
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.statusCode()).isEqualTo(status);
        return error;
    }
}
