package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import java.util.List;

/**
 * What every dialect comes down to.
 *
 * @param settingPath where the setting stands
 * @param common what stands beside the job
 * @param core what stands beside the job for the engine of DataX
 */
record JobParts(
        Side reader,
        List<Side> transformers,
        Side writer,
        JsonObject setting,
        String settingPath,
        JsonObject common,
        JsonObject core) {
    /**
     * A plug-in or transformer as a job file has it.
     *
     * @param namePath where its name stands
     * @param path where its parameter stands
     */
    record Side(String name, String namePath, JsonObject parameter, String path) {}
}
