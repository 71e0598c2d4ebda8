package io.datachannels.emulators.tablestore.rows;

/** A change or a filter that does not fit the data or its own rules; the message is fit for the client. */
public final class RowRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RowRefusedException(String message) {
        super(message);
    }
}
