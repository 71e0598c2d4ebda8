package io.datachannels.plugins.oss;

import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.access.AccessKeys;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Clients of S3 that say only what stores of every age understand: bodies as they are, checked by Content-MD5, no trailers. They neither
 * retry nor read what this machine's user has configured for other programs.
 */
final class S3Clients {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private S3Clients() {}

    static S3Client of(Account account, AccessKeys keys) {
        ProfileFile none = ProfileFile.aggregator().build();
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER))
                .region(Region.of(account.s3Region()))
                .forcePathStyle(account.s3PathStyle())
                .credentialsProvider(credentials(keys))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .overrideConfiguration(
                        each -> each.defaultProfileFile(none).retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (account.hasEndpoint()) {
            builder.endpointOverride(URI.create(account.address()));
        }
        return builder.build();
    }

    /** Gives the key of now, for which the SDK asks before every request. */
    private static AwsCredentialsProvider credentials(AccessKeys keys) {
        return () -> {
            AccessKey key = keys.current();
            String secret = key.secret().reveal();
            return key.token() == null
                    ? AwsBasicCredentials.create(key.id(), secret)
                    : AwsSessionCredentials.create(key.id(), secret, key.token().reveal());
        };
    }
}
