package io.datachannels.engine.config;

/**
 * What a job file asks for, in whichever dialect it was written.
 *
 * @param name of the job, for people
 */
public record JobSpec(String name, PluginSpec reader, PluginSpec writer, Settings settings) {}
