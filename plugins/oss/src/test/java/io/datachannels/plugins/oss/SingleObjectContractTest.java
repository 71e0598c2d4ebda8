package io.datachannels.plugins.oss;

import java.util.List;

/** The writer's contract with one object for all tasks. */
class SingleObjectContractTest extends OssWriterContractTest {

    @Override
    protected String parameter() {
        return "{%s, \"object\": \"out\", \"writeSingleObject\": true}".formatted(oss.json());
    }

    @Override
    protected List<List<Object>> visible() {
        return ReadRun.all(oss.reader("out").with("successOnNoObject", true));
    }
}
