package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Position;

/**
 * One side of a job.
 *
 * @param name the plug-in's full name, {@code otsreader}
 * @param parameter its configuration, with variables and datasource put in
 * @param path of the parameter in the job file: {@code job.content[0].reader.parameter}
 * @param position of the name in the job file
 */
public record PluginSpec(String name, JsonObject parameter, String path, Position position) {
    public PluginSpec(String name, JsonObject parameter, String path) {
        this(name, parameter, path, parameter.position());
    }

    /** The path of the plug-in itself: {@code job.content[0].reader}. */
    public String place() {
        return path.replaceFirst("\\.parameter$", "");
    }

    /** With its secrets masked. */
    @Override
    public String toString() {
        return name + " " + JsonText.compact(Masked.json(parameter));
    }
}
