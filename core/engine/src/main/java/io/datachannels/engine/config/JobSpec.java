package io.datachannels.engine.config;

import java.util.List;

/**
 * What a job file asks for, in whichever dialect it was written.
 *
 * @param name of the job, for people
 * @param transformers in the order in which rows pass them
 * @param dirtySink where dirty rows go besides the run folder, or null
 */
public record JobSpec(
        String name,
        PluginSpec reader,
        List<PluginSpec> transformers,
        PluginSpec writer,
        PluginSpec dirtySink,
        Settings settings) {
    public JobSpec {
        transformers = List.copyOf(transformers);
    }

    /** Without transformers and without a place of its own for dirty rows. */
    public JobSpec(String name, PluginSpec reader, PluginSpec writer, Settings settings) {
        this(name, reader, List.of(), writer, null, settings);
    }
}
