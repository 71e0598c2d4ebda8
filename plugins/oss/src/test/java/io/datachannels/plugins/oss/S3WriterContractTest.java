package io.datachannels.plugins.oss;

/** The same over S3. */
class S3WriterContractTest extends OssWriterContractTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
