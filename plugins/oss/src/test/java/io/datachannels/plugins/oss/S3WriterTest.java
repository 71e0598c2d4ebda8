package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The same over S3. */
class S3WriterTest extends OssWriterTest {
    @Override
    Oss store() {
        return Oss.s3();
    }

    @Test
    void aStoreThatDeletesNoneTogetherIsAskedForEach() {
        oss.put("a", "x");
        oss.put("b", "x");
        oss.fault("DeleteObjects:error,status=501,code=NotImplemented");
        try (Bucket bucket = oss.bucket()) {
            bucket.delete(List.of("a", "b"));
        }
        assertThat(oss.keys()).isEmpty();
    }
}
