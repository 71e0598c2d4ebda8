package io.datachannels.plugins.ots;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;

/** A column of a change in row mode. */
record StreamColumn(
        @BareValue
        @Doc(
                "The column's name: of the primary key or an attribute; of a time series table _m_name, _data_source, _tags, _time, a tag or a field.")
        String name,

        @Default("new")
        @Doc(
                "Of an attribute: new, what the change wrote, null if it did not; old, what was there before; latest, what is there"
                        + " after it. old and latest need the column among those whose original values the stream keeps.")
        StreamValue dataType,

        @Default("false")
        @Doc("Whether the name is that of a tag of a time series table.")
        @AlsoKnownAs("is_timeseries_tag")
        boolean isTimeseriesTag) {

    static StreamColumn named(String name) {
        return new StreamColumn(name, StreamValue.NEW, false);
    }
}
