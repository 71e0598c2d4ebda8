package io.datachannels.plugins.oss;

/** The same over S3. */
class S3ReaderTest extends OssReaderTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
