package io.datachannels.engine.config;

/**
 * What a job file may hold, in each of its dialects. An object of which nothing is known there, called {@code setting}, {@code common}
 * or {@code core}, has the keys of the component of that name.
 *
 * @param datax the whole file with {@code job}
 * @param dataworks the whole file with {@code configuration}
 * @param steps the whole file with {@code steps}
 */
public record JobFileKeys(
        Parameters datax,
        Parameters dataworks,
        Parameters steps,
        Parameters setting,
        Parameters common,
        Parameters core) {
    public static JobFileKeys all() {
        return new JobFileKeys(
                Parameters.of(DataxFile.class),
                Parameters.of(DataworksFile.class),
                Parameters.of(StepsFile.class),
                Parameters.of(SettingKeys.class),
                Parameters.of(CommonKeys.class),
                Parameters.of(CoreKeys.class));
    }
}
