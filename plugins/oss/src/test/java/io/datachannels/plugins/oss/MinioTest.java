package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.TestTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import software.amazon.awssdk.services.s3.S3Client;

/** A store that is not ours; skipped where no Docker engine runs it. */
class MinioTest {
    private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final Schema SCHEMA =
            new Schema(List.of(new Column("id", ColumnType.LONG), new Column("text", ColumnType.TEXT)));

    private static MinIOContainer minio;

    @BeforeAll
    static void start() {
        assumeTrue(hasDocker(), "no Docker engine answers here, so MinIO is not tried");
        minio = new MinIOContainer(IMAGE);
        minio.start();
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket("bucket"));
        }
    }

    private static S3Client client() {
        Account account = parameters().as(Account.class);
        return S3Clients.of(account, account.keys());
    }

    /** Looks for the engine's socket first, since asking for an engine that is not there takes seconds. */
    private static boolean hasDocker() {
        return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void stop() {
        if (minio != null) {
            minio.stop();
        }
    }

    private static Parameters parameters() {
        return Parameters.none()
                .with("protocol", Protocol.S3)
                .with("endpoint", minio.getS3URL())
                .with("accessId", minio.getUserName())
                .with("accessKey", Parameters.secret(minio.getPassword()))
                .with("bucket", "bucket");
    }

    private static Parameters writer() {
        return parameters().with("object", "dir/t").with("blockSizeInMB", 5);
    }

    @Test
    void whatIsWrittenIsReadAndTruncateAndNonConflictHold() {
        String large = "x".repeat(6 << 20);
        List<List<Object>> rows = List.of(Arrays.asList(1L, large), Arrays.asList(2L, null));
        for (String format : List.of("csv", "parquet")) {
            try (WriteRun run = WriteRun.open(writer().with("fileFormat", format), SCHEMA)) {
                run.task(rows).task(List.of(Arrays.asList(3L, "é"))).commit();
            }
        }
        Parameters reader = parameters()
                .with("object", List.of("dir/*"))
                .with("fileFormat", "parquet")
                .with("column", List.of(new ReadColumn(null, "*", null, "STRING", null)));
        assertThat(ReadRun.all(reader))
                .as("the csv objects of before are gone")
                .containsExactlyInAnyOrder(rows.get(0), rows.get(1), Arrays.asList(3L, "é"));
        assertThatThrownBy(() -> WriteRun.open(writer().with("writeMode", WriteMode.NONCONFLICT), SCHEMA))
                .isInstanceOf(JobFailure.class);
    }

    @Test
    void anObjectIsNotReplacedThatMustNotBe() {
        try (Bucket bucket = Bucket.connect(parameters().as(Account.class), TestTask.first())) {
            ObjectTraits traits = new ObjectTraits("text/csv", "");
            assertThat(bucket.put("once", new byte[1], traits, true)).isTrue();
            assertThat(bucket.put("once", new byte[2], traits, true)).isFalse();
            bucket.delete(List.of("once"));
            assertThat(bucket.find("once")).isNull();
        }
    }
}
