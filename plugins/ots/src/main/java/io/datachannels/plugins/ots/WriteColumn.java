package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;

/** An attribute column that is written. */
record WriteColumn(
        @Doc("The column's name.") String name,

        @Doc("The type to write: string, int, double, bool or binary.")
        String type) {
    private static final int MAX_NAME_BYTES = 255;

    void validate(String key, Problems problems) {
        problems.check(isName(name), key + ".name", "must be 1..255 bytes, not beginning with #");
        problems.check(CellType.parse(type).isPresent(), key + ".type", "must be string, int, double, bool or binary");
    }

    /** Whether the service takes it as a column's name. */
    static boolean isName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1 && bytes <= MAX_NAME_BYTES && !name.startsWith("#");
    }
}
