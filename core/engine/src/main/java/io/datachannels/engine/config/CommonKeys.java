package io.datachannels.engine.config;

import io.datachannels.spi.config.Default;

/** {@code common}, which DataX has beside the job and DataWorks among its settings. */
record CommonKeys(@Default("{}") ColumnKeys column) {}
