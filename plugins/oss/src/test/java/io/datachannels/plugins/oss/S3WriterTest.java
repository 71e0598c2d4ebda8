package io.datachannels.plugins.oss;

/** The same over S3. */
class S3WriterTest extends OssWriterTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
