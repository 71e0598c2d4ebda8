package io.datachannels.plugins.odps;

import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.List;

/** Whether and how a missing table is made. */
record AutoCreate(
        @BareValue @Default("true") @Doc("Whether the table is made if it is not there.")
        boolean enabled,

        @Optional
        @Doc(
                "How many days the table or a partition is kept after it was last changed, 1 or more; without it for ever.")
        Integer lifecycle,

        @Optional @Doc("Which entries of column are to be partition columns; those that partition names are so anyway.")
        List<String> partitionColumns) {
    void validate(Problems problems) {
        problems.check(lifecycle == null || lifecycle >= 1, "autoCreate.lifecycle", "must be 1 or more days");
    }
}
