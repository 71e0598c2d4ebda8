package io.datachannels.emulators.tablestore.store;

/** The table is not there, or not any more. */
public final class NoSuchTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTableException() {
        super("Requested table does not exist.");
    }
}
