package io.datachannels.plugins.odps;

import com.aliyun.odps.type.TypeInfoParser;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.regex.Pattern;

/** A column of the table that is written. */
record WriteColumn(
        @BareValue @Doc("The column's name, in any case; * alone for all columns but the partition columns.")
        String name,

        @Optional
        @Doc(
                "The type that autoCreate gives the column, such as decimal(12,2) or array<bigint>; without it the reader's, or STRING where it has none.")
        String type) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,127}");

    void validate(String key, Problems problems) {
        problems.check(
                name.equals("*") || NAME.matcher(name).matches(),
                key,
                "must be a name of up to 128 letters, digits and underscores, not beginning with a digit, or *");
        problems.check(type == null || isType(type), key + ".type", "must be a type of MaxCompute such as BIGINT");
    }

    private static boolean isType(String type) {
        try {
            return TypeInfoParser.getTypeInfoFromTypeString(type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
