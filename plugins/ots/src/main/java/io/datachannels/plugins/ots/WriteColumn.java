package io.datachannels.plugins.ots;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;

/** An attribute column that is written. */
record WriteColumn(
        @Doc("The column's name.") String name,

        @Optional(usual = true)
        @Doc(
                "The type to write: string, int, double, bool or binary. Only of a time series table can it be left out: string.")
        String type,

        @Default("false")
        @Doc("Whether the name is that of a tag of a time series table.")
        @AlsoKnownAs("is_timeseries_tag")
        boolean isTimeseriesTag) {
    private static final int MAX_NAME_BYTES = 255;

    void validate(String key, Problems problems) {
        problems.check(isName(name), key + ".name", "must be 1..255 bytes, not beginning with #");
        problems.check(
                type != null && CellType.parse(type).isPresent(),
                key + ".type",
                "must be string, int, double, bool or binary");
    }

    void validateTimeseries(String key, Problems problems) {
        problems.check(isName(name), key + ".name", "must be 1..255 bytes, not beginning with #");
        problems.check(
                type == null || CellType.parse(type).isPresent(),
                key + ".type",
                "must be string, int, double, bool or binary");
    }

    /** Once validated. */
    CellType cellType() {
        return type == null ? CellType.STRING : CellType.parse(type).orElseThrow();
    }

    /** Whether the service takes it as a column's name. */
    static boolean isName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1 && bytes <= MAX_NAME_BYTES && !name.startsWith("#");
    }
}
