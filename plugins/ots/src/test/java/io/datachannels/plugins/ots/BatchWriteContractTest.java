package io.datachannels.plugins.ots;

class BatchWriteContractTest extends OtsWriterContractTest {
    @Override
    protected String writeApi() {
        return "batchWriteRow";
    }
}
