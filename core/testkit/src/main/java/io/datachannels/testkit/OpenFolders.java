package io.datachannels.testkit;

import io.datachannels.engine.plugin.Plugins;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens a plug-in folder once for all tests of a module: to load a vendor's SDK takes longer than most of them. */
final class OpenFolders implements BeforeEachCallback {
    private ExtensionContext.Store store;

    @Override
    public void beforeEach(ExtensionContext context) {
        store = context.getRoot().getStore(ExtensionContext.Namespace.create(OpenFolders.class));
    }

    Plugins load(String folder) {
        return store.computeIfAbsent(folder, PluginUnderTest::load, Plugins.class);
    }
}
