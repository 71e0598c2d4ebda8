package io.datachannels.engine.config;

import java.util.List;

/**
 * What a job file asks for, in whichever dialect it was written.
 *
 * @param name of the job, for people
 * @param transformers in the order in which rows pass them
 */
public record JobSpec(
        String name, PluginSpec reader, List<PluginSpec> transformers, PluginSpec writer, Settings settings) {
    public JobSpec {
        transformers = List.copyOf(transformers);
    }

    /** Without transformers. */
    public JobSpec(String name, PluginSpec reader, PluginSpec writer, Settings settings) {
        this(name, reader, List.of(), writer, settings);
    }
}
