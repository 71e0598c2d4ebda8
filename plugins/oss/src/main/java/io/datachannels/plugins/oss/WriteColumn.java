package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Doc;

/** A column of a Parquet object that osswriter writes. */
record WriteColumn(
        @Doc("The column's name.") String name,

        @Doc(
                "STRING, INT, BIGINT, FLOAT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, INT96, DECIMAL(p,s), BINARY or JSON, in any case.")
        String type) {}
