package io.datachannels.spi;

/**
 * Set this row aside: a cell cannot be converted, or the service refuses the row for itself. Caught by the plug-in around the row's
 * work and handed to {@link TaskContext#reject}.
 */
public final class RowFailure extends Failure {
    private final int column;

    /**
     * @param column the column at fault, from 0; -1 if it is the row as a whole
     * @param reason why, without the value, which the report shows beside it
     */
    public RowFailure(int column, String reason) {
        super(reason, "", null);
        this.column = column;
    }

    public int column() {
        return column;
    }

    /** Thrown for single rows, maybe for many: no stack trace. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
