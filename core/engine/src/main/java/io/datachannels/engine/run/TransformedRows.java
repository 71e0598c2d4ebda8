package io.datachannels.engine.run;

/**
 * What became of the rows that a job's transformers took.
 *
 * @param success rows that they handed on
 * @param error rows that one of them could not work on; they are among the dirty ones
 * @param filter rows that they dropped, as they were told to
 */
public record TransformedRows(long success, long error, long filter) {
    /** Of a job without transformers. */
    public static final TransformedRows NONE = new TransformedRows(0, 0, 0);

    TransformedRows plus(TransformedRows other) {
        return new TransformedRows(success + other.success, error + other.error, filter + other.filter);
    }
}
