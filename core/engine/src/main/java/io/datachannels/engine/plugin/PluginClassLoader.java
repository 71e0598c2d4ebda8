package io.datachannels.engine.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The class loader of one plug-in folder. It sees the JDK, the folder's jars, and of the engine's classes the spi and slf4j alone, so
 * that plug-ins get in the way neither of each other nor of the engine.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of("io.datachannels.spi.", "org.slf4j.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader engine;

    PluginClassLoader(String name, List<URL> jars, ClassLoader engine) {
        super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String prefix : SHARED) {
            if (name.startsWith(prefix)) {
                return engine.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }
}
