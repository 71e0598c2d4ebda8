package io.datachannels.engine.json;

/** Where something stands in a file, counted from 1; 0 and 0 for what a program made. */
public record Position(int line, int column) {
    /** Of what a program made. */
    public static final Position NONE = new Position(0, 0);

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
