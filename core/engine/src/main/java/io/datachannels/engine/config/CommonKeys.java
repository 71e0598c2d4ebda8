package io.datachannels.engine.config;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;

/** {@code common}, which DataX has beside the job and DataWorks among its settings. */
record CommonKeys(
        @Doc("How dates are read and written as text.") @Default("{}")
        ColumnKeys column) {}
