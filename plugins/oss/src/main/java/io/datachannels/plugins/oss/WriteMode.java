package io.datachannels.plugins.oss;

/** What happens to objects that are there already. */
enum WriteMode {
    /** Earlier objects of the same name are removed once the new ones are complete. */
    TRUNCATE("truncate"),
    /** Objects get names of their own; nothing else is touched. */
    APPEND("append"),
    /** The job fails if there is an object of that name. */
    NONCONFLICT("nonConflict");

    private final String spelling;

    WriteMode(String spelling) {
        this.spelling = spelling;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return spelling;
    }
}
