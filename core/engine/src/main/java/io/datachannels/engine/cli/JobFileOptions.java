package io.datachannels.engine.cli;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.schedule.ScheduledTime;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that reads a job file: what it is read with. */
final class JobFileOptions {
    @Option(
            names = {"-p", "--params"},
            paramLabel = "\"-Dname=value …\"",
            description =
                    "Variables for the job file, as DataX takes them. A value may be a date: '-Dday=$[yyyymmdd-1]'.")
    private String params = "";

    @Option(names = "-D", paramLabel = "name=value", description = "One variable for the job file.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "Connections by name (default: conf/datasources.json of the installation).")
    private Path datasources;

    @Option(
            names = "--schedule-time",
            paramLabel = "TIME",
            description =
                    "The time for which the run was planned, from which dates such as $${yyyymmdd} and $bizdate are computed:"
                            + " yyyyMMddHHmmss, \"yyyy-MM-dd HH:mm:ss\" or ISO 8601 (default: now; with --resume that of the run).")
    private String scheduleTime;

    @Option(
            names = "--schedule-zone",
            paramLabel = "ZONE",
            description =
                    "The time zone of the schedule (default: common.column.timeZone of the job file, else Asia/Shanghai).")
    private String scheduleZone;

    @Option(names = "--strict", description = "Treat unknown keys of the job file as errors.")
    private boolean strict;

    /** Whether the command line says for which time the run is planned. */
    boolean isScheduled() {
        return scheduleTime != null;
    }

    /** @throws JobFailure if an option is not right */
    JobSource source(Installation installation) {
        return new JobSource(
                variables().scheduledAt(scheduleTime(), scheduleZone()), datasources(installation), strict);
    }

    private Variables variables() {
        try {
            return Variables.parse(params).and(variables);
        } catch (IllegalArgumentException e) {
            throw new JobFailure("-p: " + e.getMessage(), "Write it as -p \"-Dname=value -Dother=value\".", e);
        }
    }

    private ScheduledTime scheduleTime() {
        try {
            return scheduleTime == null ? ScheduledTime.now(Clock.systemUTC()) : ScheduledTime.parse(scheduleTime);
        } catch (IllegalArgumentException e) {
            throw new JobFailure("--schedule-time: " + e.getMessage(), "Correct the time.", e);
        }
    }

    /** Null if none is given. */
    private ZoneId scheduleZone() {
        try {
            return scheduleZone == null ? null : ZoneId.of(scheduleZone);
        } catch (DateTimeException e) {
            String nearest = NearestName.of(scheduleZone, ZoneId.getAvailableZoneIds())
                    .map(each -> ", did you mean \"" + each + "\"?")
                    .orElse("");
            throw new JobFailure(
                    "--schedule-zone: must be a time zone, got \"" + scheduleZone + "\"" + nearest,
                    "Write it as Asia/Shanghai or GMT+8.",
                    e);
        }
    }

    /** Those of the file, which need not be there if it is the installation's own, and of the environment. */
    private Datasources datasources(Installation installation) {
        Path file = datasources == null ? installation.datasources() : datasources;
        Datasources stored = Datasources.of(Map.of(), file.toString());
        try {
            if (datasources != null || Files.exists(file)) {
                stored = Datasources.load(file);
            }
        } catch (NoSuchFileException e) {
            throw new JobFailure("there is no file " + file, "Name another file with --datasources.", e);
        } catch (IOException | JsonSyntaxException | JobFileException e) {
            throw new JobFailure(file + ": " + e.getMessage(), "Mend the file of datasources.", e);
        }
        return stored.withEnvironment(System.getenv().keySet());
    }
}
