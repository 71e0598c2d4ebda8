package io.datachannels.plugins.ots;

class GetRangeContractTest extends OtsReaderContractTest {
    @Override
    protected String readApi() {
        return "getRange";
    }
}
