package io.datachannels.spi;

/** Fix the job: a wrong key, a missing table, a value that the service does not accept. Trying again cannot help. */
public final class JobFailure extends Failure {
    /**
     * @param message what is wrong, with the place and the value
     * @param action what to do about it, as a sentence
     */
    public JobFailure(String message, String action) {
        this(message, action, null);
    }

    public JobFailure(String message, String action, Throwable cause) {
        super(message, action, cause);
    }
}
