package io.datachannels.plugins.ots;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;

/** What {@code setting.dirty} with mode tablestore can be told; the other names are those of the vendor's connector. */
@Doc("Puts dirty rows into a Tablestore table with the primary key run STRING, task INTEGER, number INTEGER.")
record OtsDirtySinkConfig(
        @Inline Access access,

        @Doc("The table for the dirty rows of all jobs that name it.")
        @AlsoKnownAs({"tableName", "runtime.error.table.name"})
        String table,

        @Default("false")
        @Doc("Whether the table is made, with the first dirty row, if it does not exist.")
        @AlsoKnownAs("auto.create")
        boolean autoCreate)
        implements Validated {
    @Override
    public void validate(Problems problems) {
        Access.validateTable(table.strip(), problems);
    }
}
