package io.datachannels.plugins.oss;

import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.oss.ObjectInfo;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.spi.JobContext;
import io.datachannels.testkit.TestTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulator with one empty bucket for each test, looked at past the client under test. */
final class Oss implements BeforeEachCallback, AfterEachCallback {
    static final String BUCKET = "bucket";

    private final Protocol protocol;
    private OssEmulator emulator;

    Oss() {
        this(Protocol.OSS);
    }

    private Oss(Protocol protocol) {
        this.protocol = protocol;
    }

    /** The same, spoken to as a store of S3. */
    static Oss s3() {
        return new Oss(Protocol.S3);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator = OssEmulator.inMemory().start();
        emulator.createBucket(BUCKET);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator.close();
    }

    String endpoint() {
        return emulator.endpoint().toString();
    }

    Faults faults() {
        return emulator.faults();
    }

    void fault(String text) {
        emulator.faults().add(Fault.parse(text));
    }

    /** The parameters that every job against it has. */
    Parameters parameters() {
        return Parameters.none()
                .with("protocol", protocol)
                .with("endpoint", endpoint())
                .with("accessId", "local")
                .with("accessKey", Parameters.secret("local"))
                .with("bucket", BUCKET);
    }

    /** The same as a job file has them, without what is around. */
    String json() {
        return """
                "protocol": "%s", "endpoint": "%s", "accessId": "local", "accessKey": "local", "bucket": "%s\"""".formatted(protocol, endpoint(), BUCKET);
    }

    /** As messages name an object. */
    String address(String key) {
        return protocol + "://" + BUCKET + "/" + key;
    }

    /** The smallest blockSizeInMB. */
    int leastBlock() {
        return protocol == Protocol.S3 ? 5 : 1;
    }

    Parameters writer(String object) {
        return parameters().with("object", object);
    }

    Parameters reader(Object... objects) {
        return parameters()
                .with("object", List.of(objects))
                .with("column", List.of(new ReadColumn(null, "*", null, "STRING", null)));
    }

    /** Another client. */
    Bucket bucket() {
        return bucket(TestTask.first());
    }

    Bucket bucket(JobContext job) {
        return Bucket.connect(parameters().as(Account.class), job);
    }

    void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String key, byte[] bytes) {
        try {
            emulator.store().put(BUCKET, key, new ByteArrayInputStream(bytes), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String key) {
        try {
            emulator.store().delete(BUCKET, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String key) {
        try (InputStream in = emulator.store().open(BUCKET, key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    List<String> keys() {
        try {
            return emulator.store().list(BUCKET, "", "", "").objects().stream()
                    .map(ObjectInfo::key)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of unfinished uploads. */
    List<String> uploads() {
        try (Bucket bucket = bucket()) {
            return bucket.uploads().list("").stream().map(UnfinishedUpload::key).toList();
        }
    }
}
