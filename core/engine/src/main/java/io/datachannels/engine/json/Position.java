package io.datachannels.engine.json;

/**
 * Where something stands in a file, counted from 1; 0 and 0 for what a program made.
 *
 * @param origin where what stands there came from if it was not written there, such as {@code datasource "a"}; else empty
 */
public record Position(int line, int column, String origin) {
    /** Of what a program made. */
    public static final Position NONE = new Position(0, 0);

    public Position(int line, int column) {
        this(line, column, "");
    }

    /** The same place, holding what came from elsewhere. */
    public Position from(String other) {
        return new Position(line, column, other);
    }

    /** Whether what stands there came from elsewhere. */
    public boolean isBorrowed() {
        return !origin.isEmpty();
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
