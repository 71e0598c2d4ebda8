package io.datachannels.plugins.oss;

/** The same over S3. */
class S3ReaderContractTest extends OssReaderContractTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
