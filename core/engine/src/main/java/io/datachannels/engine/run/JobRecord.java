package io.datachannels.engine.run;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.Records;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import java.util.List;

/**
 * {@code job.json} of a run folder: what a replay needs to know of the run's job. It holds no secret, for it holds no parameter.
 *
 * @param origin null if the job came from no file
 * @param replayOf the run whose dirty rows this one moves, or null
 * @param read the reader's columns
 * @param written the columns as the transformers leave them
 */
record JobRecord(JobOrigin origin, String replayOf, List<Column> read, List<Column> written) {
    private static final String FILE = "job.json";

    JobRecord(JobOrigin origin, String replayOf, Schema read, Schema written) {
        this(origin, replayOf, read.columns(), written.columns());
    }

    void save(RunFolder folder) {
        folder.write(FILE, RunFolder.text(Records.toJson(this)));
    }

    /** The run's, or null if it did not get so far. */
    static JobRecord load(RunFolder folder) {
        JsonObject json = folder.read(FILE);
        return json == null ? null : Records.fromJson(JobRecord.class, json);
    }
}
