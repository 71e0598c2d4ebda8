package io.datachannels.plugins.ots;

import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;

/** A primary key column that is written. */
record WriteKeyColumn(
        @BareValue @Doc("The column's name.") String name,

        @Optional @Doc("string, int or binary, as the table has it; without it the table's type is taken.")
        String type) {

    void validate(String key, Problems problems) {
        problems.check(!name.isEmpty(), key + ".name", "must not be empty");
        problems.check(
                type == null
                        || KeyType.parse(type)
                                .filter(each -> !each.isInfinite())
                                .isPresent(),
                key + ".type",
                "must be string, int or binary");
    }
}
