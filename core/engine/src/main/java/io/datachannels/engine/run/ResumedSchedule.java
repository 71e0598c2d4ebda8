package io.datachannels.engine.run;

import io.datachannels.engine.config.JobSpec;
import java.util.Optional;
import java.util.function.Function;

/** Finds the schedule of the run that is to be resumed: with its dates the job is the same as when the run was begun. */
public final class ResumedSchedule {
    private final JobOptions options;

    public ResumedSchedule(JobOptions options) {
        this.options = options;
    }

    /**
     * The origin of the run that {@code --resume} means.
     *
     * @param reading the job with the schedule of an origin, as it would be run; asked only for {@link JobOptions#LAST}
     * @return empty if no run is to be resumed, there is no such run, or its job came from no file
     */
    public Optional<JobOrigin> find(Function<JobOrigin, Optional<JobSpec>> reading) {
        if (options.resume() == null) {
            return Optional.empty();
        }
        if (!options.resume().equals(JobOptions.LAST)) {
            return Optional.ofNullable(origin(RunFolder.look(options.runs().resolve(options.resume()))));
        }
        return RunFolder.newest(options.runs(), folder -> isOf(folder, reading)).map(folder -> {
            try (folder) {
                return origin(folder);
            }
        });
    }

    private boolean isOf(RunFolder folder, Function<JobOrigin, Optional<JobSpec>> reading) {
        JobOrigin origin = Resumption.isResumable(folder.stage()) ? origin(folder) : null;
        return origin != null
                && reading.apply(origin)
                        .map(spec -> new Fingerprint(options.local()).job(spec).equals(Plan.job(folder)))
                        .orElse(false);
    }

    private static JobOrigin origin(RunFolder folder) {
        JobRecord record = JobRecord.load(folder);
        return record == null ? null : record.origin();
    }
}
