package io.datachannels.engine.run;

import java.util.List;

/**
 * Where a job came from; what resuming it and a replay of its dirty rows begin with.
 *
 * @param file the job file, absolute
 * @param variables the names of the variables that it was given; their values may be secrets, so nobody writes them down
 * @param scheduleTime for which it was planned, so that dates can be computed again
 * @param scheduleZone in which dates are computed, if not in that of the job file; or null
 */
public record JobOrigin(String file, List<String> variables, String scheduleTime, String scheduleZone) {}
