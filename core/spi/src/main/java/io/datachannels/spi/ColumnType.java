package io.datachannels.spi;

/** The types that a cell can have. A null cell has none. */
public enum ColumnType {
    /** true or false. */
    BOOL,
    /** A signed 64-bit integer. */
    LONG,
    /** An IEEE 754 double. */
    DOUBLE,
    /** A decimal of any precision and scale. */
    DECIMAL,
    /** Unicode text. */
    TEXT,
    /** Bytes without a meaning of their own. */
    BYTES,
    /** A calendar day without a time zone, years 0 to 9999. */
    DATE,
    /** An instant in nanoseconds, years 0 to 9999. */
    TIMESTAMP,
    /** A JSON value as text. */
    JSON
}
