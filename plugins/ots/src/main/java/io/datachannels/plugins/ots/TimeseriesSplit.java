package io.datachannels.plugins.ots;

import io.datachannels.spi.Split;

/**
 * A piece of a time series table, as the service cut it.
 *
 * @param info what the service gave it, in Base64
 */
record TimeseriesSplit(int number, int of, String info) implements Split {
    @Override
    public String describe() {
        return "piece " + number + " of " + of;
    }
}
