package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;
import java.util.Optional;

/**
 * A job file in the dialect of DataWorks, version 2.0.
 *
 * @param type {@code job}
 * @param version {@code 2.0}
 * @param order from where to where records go, which with one reader and one writer is known
 */
@IgnoredKey(name = "extend", because = "it is for the console of DataWorks")
@IgnoredKey(name = "transform", because = "whether there are processors is seen from the steps")
record StepsFile(
        List<Step> steps,
        @Default("{}") JsonObject setting,
        @Default("") String type,
        @Default("") String version,
        @Default("{}") JsonObject order,
        @Default("{}") JsonObject common,
        @Default("{}") JsonObject core)
        implements Validated {

    enum Category {
        READER,
        WRITER,
        PROCESSOR
    }

    @IgnoredKey(name = "copies", because = "setting.speed.concurrent says how many tasks run at once")
    @IgnoredKey(name = "gui", because = "it is for the console of DataWorks")
    @IgnoredKey(name = "displayName", because = "it is for the console of DataWorks")
    record Step(
            String stepType,
            Category category,
            @Default("") String name,
            @Default("{}") JsonObject parameter) {}

    @Override
    public void validate(Problems problems) {
        problems.check(count(Category.READER) == 1, "steps", "must have exactly one step of category reader");
        problems.check(count(Category.WRITER) == 1, "steps", "must have exactly one step of category writer");
        for (int i = 0; i < steps.size(); i++) {
            boolean empty = steps.get(i).parameter().names().isEmpty();
            boolean supported = steps.get(i).category() != Category.PROCESSOR || empty;
            problems.check(supported, "steps[" + i + "]", "processors are not supported yet by this version");
        }
    }

    Optional<JobParts> parts() {
        return side(Category.READER)
                .flatMap(reader ->
                        side(Category.WRITER).map(writer -> new JobParts(reader, writer, setting, "setting", common)));
    }

    private long count(Category category) {
        return steps.stream().filter(each -> each.category() == category).count();
    }

    private Optional<JobParts.Side> side(Category category) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.category() == category) {
                String path = "steps[" + i + "]";
                return Optional.of(
                        new JobParts.Side(step.stepType(), path + ".stepType", step.parameter(), path + ".parameter"));
            }
        }
        return Optional.empty();
    }
}
