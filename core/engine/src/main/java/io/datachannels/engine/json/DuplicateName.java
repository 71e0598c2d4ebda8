package io.datachannels.engine.json;

/** Hears of a name that an object has twice; the last value counts, as in DataX. */
@FunctionalInterface
public interface DuplicateName {
    /**
     * @param path where, for example {@code job.content[0].reader.name}
     * @param position of the last one
     * @param earlier of the one that does not count
     */
    void found(String path, Position position, Position earlier);
}
