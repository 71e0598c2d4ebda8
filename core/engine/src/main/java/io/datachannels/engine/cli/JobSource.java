package io.datachannels.engine.cli;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.VariableUse;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.run.JobOrigin;
import io.datachannels.engine.schedule.ScheduledTime;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a job file is read with.
 *
 * @param strict whether a key that nobody knows is an error
 */
record JobSource(Variables variables, Datasources datasources, boolean strict) {
    static JobSource standard() {
        return new JobSource(Variables.none(), Datasources.none(), false);
    }

    JobSource withDatasources(Datasources others) {
        return new JobSource(variables, others, strict);
    }

    /** What a run of this file writes down of where its job came from. */
    JobOrigin origin(Path file) {
        return new JobOrigin(
                file.toAbsolutePath().normalize().toString(),
                List.copyOf(new TreeSet<>(variables.names())),
                variables.scheduled().toString(),
                variables.zone() == null ? null : variables.zone().getId());
    }

    /** With the dates of a former run; a zone that was given now counts more. */
    JobSource scheduledAs(JobOrigin origin) {
        ZoneId former = origin.scheduleZone() == null ? null : ZoneId.of(origin.scheduleZone());
        ZoneId zone = variables.zone() == null ? former : variables.zone();
        ScheduledTime time = ScheduledTime.parse(origin.scheduleTime());
        return new JobSource(variables.scheduledAt(time, zone), datasources, strict);
    }

    ProblemList problems() {
        return new ProblemList(strict);
    }

    /**
     * @param problems takes what is wrong
     * @return what could be understood; empty if that is not even the plug-ins
     * @throws JobFailure if there is no such file
     */
    Optional<JobSpec> read(Path file, ProblemList problems) {
        return read(file, problems, use -> {});
    }

    /**
     * As {@link #read(Path, ProblemList)}.
     *
     * @param uses hears of every variable and expression in the file
     */
    Optional<JobSpec> read(Path file, ProblemList problems, Consumer<VariableUse> uses) {
        try {
            return JobFile.read(file.toString(), text(file), variables, datasources, problems, uses);
        } catch (JsonSyntaxException e) {
            problems.error("", e.position(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(Path file) {
        try {
            return JsonReader.text(file);
        } catch (NoSuchFileException e) {
            throw new JobFailure("there is no job file " + file, "Name another file.", e);
        } catch (IOException e) {
            throw new JobFailure(
                    "the job file " + file + " cannot be read: " + e.getMessage(), "Name another file.", e);
        }
    }
}
