package io.datachannels.plugins.oss;

import java.util.List;

/** The writer's contract over S3 with one object for all tasks. */
class S3SingleObjectContractTest extends OssWriterContractTest {
    @Override
    Oss store() {
        return Oss.s3();
    }

    @Override
    protected String parameter() {
        return "{%s, \"object\": \"out\", \"writeSingleObject\": true}".formatted(oss.json());
    }

    @Override
    protected List<List<Object>> visible() {
        return ReadRun.all(oss.reader("out").with("successOnNoObject", true));
    }
}
