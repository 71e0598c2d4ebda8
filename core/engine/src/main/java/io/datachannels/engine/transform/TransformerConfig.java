package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Validated;

/** What a job file says of one transformer; a record. Its rules are checked when it is bound, before anything is contacted. */
interface TransformerConfig extends Validated {
    /**
     * What it does to rows of these columns. What comes back is for one thread.
     *
     * @param schema the columns as the transformers before it leave them
     * @throws Misfit if it does not go with them
     */
    Step open(Schema schema, Settings settings) throws Misfit;
}
