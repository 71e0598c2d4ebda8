package io.datachannels.engine.plugin;

/**
 * A plug-in and the class loader it came from.
 *
 * @param <P> {@code ReaderPlugin} or {@code WriterPlugin}
 */
public record Loaded<P>(P plugin, ClassLoader loader) {}
