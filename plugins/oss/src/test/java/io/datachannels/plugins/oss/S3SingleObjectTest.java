package io.datachannels.plugins.oss;

/** The same over S3. */
class S3SingleObjectTest extends SingleObjectTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
