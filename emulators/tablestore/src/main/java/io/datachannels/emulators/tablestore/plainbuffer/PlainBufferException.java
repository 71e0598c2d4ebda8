package io.datachannels.emulators.tablestore.plainbuffer;

/** Bytes that are not a PlainBuffer; the message is fit for the client. */
public final class PlainBufferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlainBufferException(String message) {
        super(message);
    }
}
