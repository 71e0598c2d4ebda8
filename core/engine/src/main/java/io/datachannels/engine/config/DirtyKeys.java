package io.datachannels.engine.config;

import io.datachannels.spi.config.Doc;

/** The key of {@code setting.dirty} that is the engine's; the others are the plug-in's. */
record DirtyKeys(
        @Doc("ignore: dirty rows stay in the run folder alone; kafka or tablestore: they are sent there as well.")
        DirtyMode mode) {}
