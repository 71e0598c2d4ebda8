package io.datachannels.engine.transform;

/** A transformer cannot do its work with a row, which is set aside. */
public final class Refusal extends Exception {
    private final String column;
    private final String value;

    /**
     * @param column the name that the column has where it happened
     * @param value the cell as the transformer met it, as people read it
     */
    Refusal(String column, String value, String reason) {
        super(reason, null, false, false);
        this.column = column;
        this.value = value;
    }

    public String column() {
        return column;
    }

    public String value() {
        return value;
    }
}
