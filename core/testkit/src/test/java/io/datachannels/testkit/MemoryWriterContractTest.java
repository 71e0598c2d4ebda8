package io.datachannels.testkit;

import io.datachannels.engine.plugin.Plugins;
import java.util.List;
import java.util.Map;

/** The target that other tests stand on keeps the contract too. */
class MemoryWriterContractTest extends WriterContract {
    private final MemoryTarget target = new MemoryTarget();

    @Override
    protected String folder() {
        return "memory";
    }

    @Override
    protected String name() {
        return "memorywriter";
    }

    @Override
    protected String parameter() {
        return "{}";
    }

    @Override
    Plugins plugins() {
        return Plugins.of(Map.of(), List.of(new MemoryWriterPlugin(target)));
    }

    @Override
    protected List<List<Object>> visible() {
        return target.visible();
    }

    @Override
    protected Object everything() {
        return List.of(target.visible(), target.parts());
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return row;
    }

    @Override
    protected boolean replaces() {
        return false;
    }
}
