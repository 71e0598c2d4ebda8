package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job file in the dialect of DataX. */
@IgnoredKey(name = "entry", because = "the options of the JVM are given where the job is started")
record DataxFile(
        @Doc("The job.") Job job,

        @Doc("What goes for the values of all columns.") @Default("{}")
        JsonObject common,

        @Doc("Settings of DataX's engine.") @Default("{}") JsonObject core) {

    @IgnoredKey(name = "jobInfo", because = "nothing here reads it")
    @IgnoredKey(name = "preHandler", because = "plug-ins here have no handlers")
    @IgnoredKey(name = "postHandler", because = "plug-ins here have no handlers")
    record Job(
            @Doc("What goes for the job as a whole.") @Default("{}")
            JsonObject setting,

            @Doc("The reader and the writer, in one element.")
            List<Content> content)
            implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(!content.isEmpty(), "content", "must have an element with a reader and a writer");
            problems.check(
                    content.size() <= 1,
                    "content[1]",
                    "must not be there: DataX runs the first element alone and says nothing of the others; write a job file for each");
        }
    }

    record Content(
            @Doc("Where rows come from.") Plugin reader,

            @Doc("Where rows go to.") Plugin writer,

            @Doc("What is done to rows on their way, in this order.") @Default("[]")
            List<Plugin> transformer) {}

    record Plugin(
            @Doc("The plug-in: otsreader, osswriter ... or short ots, oss.")
            String name,

            @Doc("The plug-in's configuration.") @Default("{}")
            JsonObject parameter) {}

    Optional<JobParts> parts() {
        String path = "job.content[0].";
        return job.content().stream()
                .findFirst()
                .map(content -> new JobParts(
                        side(content.reader(), path + "reader"),
                        transformers(content.transformer(), path + "transformer"),
                        side(content.writer(), path + "writer"),
                        job.setting(),
                        "job.setting",
                        common,
                        core));
    }

    private static List<JobParts.Side> transformers(List<Plugin> list, String path) {
        List<JobParts.Side> sides = new ArrayList<>();
        for (Plugin each : list) {
            sides.add(side(each, path + "[" + sides.size() + "]"));
        }
        return sides;
    }

    private static JobParts.Side side(Plugin plugin, String path) {
        return new JobParts.Side(plugin.name(), path + ".name", plugin.parameter(), path + ".parameter");
    }
}
