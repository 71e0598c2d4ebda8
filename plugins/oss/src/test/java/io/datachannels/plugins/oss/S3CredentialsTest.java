package io.datachannels.plugins.oss;

/** The same over S3. */
class S3CredentialsTest extends CredentialsTest {
    @Override
    Oss store() {
        return Oss.s3();
    }
}
