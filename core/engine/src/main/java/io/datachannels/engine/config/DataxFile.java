package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;
import java.util.Optional;

/** A job file in the dialect of DataX. */
@IgnoredKey(name = "entry", because = "the options of the JVM are given where the job is started")
record DataxFile(
        Job job,
        @Default("{}") JsonObject common,
        @Default("{}") JsonObject core) {

    @IgnoredKey(name = "jobInfo", because = "nothing here reads it")
    @IgnoredKey(name = "preHandler", because = "plug-ins here have no handlers")
    @IgnoredKey(name = "postHandler", because = "plug-ins here have no handlers")
    record Job(@Default("{}") JsonObject setting, List<Content> content) implements Validated {
        @Override
        public void validate(Problems problems) {
            problems.check(!content.isEmpty(), "content", "must have an element with a reader and a writer");
            problems.check(content.size() <= 1, "content[1]", "only one element of content is supported");
        }
    }

    record Content(
            Plugin reader, Plugin writer, @Default("[]") List<Json> transformer) implements Validated {
        @Override
        public void validate(Problems problems) {
            String message = "transformers are not supported yet by this version";
            problems.check(transformer.isEmpty(), "transformer", message);
        }
    }

    record Plugin(String name, @Default("{}") JsonObject parameter) {}

    Optional<JobParts> parts() {
        String path = "job.content[0].";
        return job.content().stream()
                .findFirst()
                .map(content -> new JobParts(
                        side(content.reader(), path + "reader"),
                        side(content.writer(), path + "writer"),
                        job.setting(),
                        "job.setting",
                        common));
    }

    private static JobParts.Side side(Plugin plugin, String path) {
        return new JobParts.Side(plugin.name(), path + ".name", plugin.parameter(), path + ".parameter");
    }
}
