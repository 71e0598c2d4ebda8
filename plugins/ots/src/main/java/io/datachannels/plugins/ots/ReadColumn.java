package io.datachannels.plugins.ots;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;

/** A column that is read, or a constant in its place. */
record ReadColumn(
        @BareValue
        @Optional
        @Doc(
                "The column's name: of the primary key or an attribute; of a time series table _m_name, _data_source, _tags (all of them as one text), _time (microseconds), a tag or a field.")
        String name,

        @Optional @Doc("Of a constant: string, int, double, bool or binary.")
        String type,

        @Optional @Doc("Of a constant: its value; a binary in Base64.")
        String value,

        @Default("false")
        @Doc("Whether the name is that of a tag of a time series table.")
        @AlsoKnownAs("is_timeseries_tag")
        boolean isTimeseriesTag) {

    static ReadColumn named(String name) {
        return new ReadColumn(name, null, null, false);
    }

    boolean isConstant() {
        return name == null;
    }

    void validate(String key, Problems problems) {
        if (name != null) {
            problems.check(!name.isEmpty(), key + ".name", "must not be empty");
        } else if (type == null || value == null) {
            problems.add(key, "must have a name, or the type and value of a constant");
        } else if (CellType.parse(type).isEmpty()) {
            problems.add(key + ".type", "must be string, int, double, bool or binary");
        } else {
            try {
                constant();
            } catch (IllegalArgumentException e) {
                problems.add(key + ".value", e.getMessage());
            }
        }
    }

    /** @throws IllegalArgumentException if its value is not of its type */
    Constant constant() {
        return Constant.parse(CellType.parse(type).orElseThrow(), value);
    }
}
