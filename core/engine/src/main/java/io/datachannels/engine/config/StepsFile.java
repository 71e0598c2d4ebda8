package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A job file in the dialect of DataWorks, version 2.0. */
@IgnoredKey(name = "extend", because = "it is for the console of DataWorks")
@IgnoredKey(name = "transform", because = "whether there are processors is seen from the steps")
record StepsFile(
        @Doc("The reader and the writer.") List<Step> steps,

        @Doc("What goes for the job as a whole.") @Default("{}")
        JsonObject setting,

        @Doc("Always job.") @Default("") String type,

        @Doc("Always 2.0.") @Default("") String version,

        @Doc("From where to where rows go.") @Default("{}") Order order,

        @Doc("As in setting, which counts more.") @Default("{}")
        JsonObject common,

        @Doc("Settings of DataX's engine.") @Default("{}") JsonObject core)
        implements Validated {

    enum Category {
        READER,
        WRITER,
        PROCESSOR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @IgnoredKey(name = "copies", because = "setting.speed.concurrent says how many tasks run at once")
    @IgnoredKey(name = "gui", because = "it is for the console of DataWorks")
    @IgnoredKey(name = "displayName", because = "it is for the console of DataWorks")
    record Step(
            @Doc("The plug-in: ots, oss, stream ... or its full name.")
            String stepType,

            @Doc("The side of the job that the plug-in is.") Category category,

            @Doc("What order.hops calls it.") @Default("") String name,

            @Doc("The plug-in's configuration.") @Default("{}")
            JsonObject parameter) {
        /** Whether it is a processor that does not come from DataWorks but is named like a transformer. */
        boolean isTransformer() {
            return category == Category.PROCESSOR
                    && stepType.strip().toLowerCase(Locale.ROOT).startsWith("dx_");
        }
    }

    record Order(
            @Doc("The ways from step to step.") @Default("[]")
            List<Hop> hops) {}

    record Hop(
            @Doc("The name of a step.") @Default("") String from,

            @Doc("The name of the step that comes next.") @Default("")
            String to) {}

    @Override
    public void validate(Problems problems) {
        String alone = "; run one job file for each reader and writer";
        for (Category each : List.of(Category.READER, Category.WRITER)) {
            problems.check(
                    count(each) == 1,
                    "steps",
                    "must have exactly one step of category " + each + ", got " + count(each)
                            + (count(each) > 1 ? alone : ""));
        }
        for (int i = 0; i < order.hops().size(); i++) {
            Hop hop = order.hops().get(i);
            String key = "order.hops[" + i + "]";
            checkName(hop.from(), key + ".from", problems);
            checkName(hop.to(), key + ".to", problems);
            problems.check(category(hop.from()) != Category.WRITER, key + ".from", "must not be the writer");
            problems.check(category(hop.to()) != Category.READER, key + ".to", "must not be the reader");
        }
    }

    private void checkName(String name, String key, Problems problems) {
        List<String> names = steps.stream().map(Step::name).toList();
        String known = "must be the name of a step, one of " + String.join(", ", names);
        problems.check(names.contains(name), key, known + NearestName.hint(name, names));
    }

    private Category category(String name) {
        return steps.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(Step::category)
                .orElse(null);
    }

    /** The places of the steps that are neither reader nor writer nor transformer. */
    List<String> processors() {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).category() == Category.PROCESSOR
                        && !steps.get(i).isTransformer())
                .mapToObj(i -> "steps[" + i + "]")
                .toList();
    }

    Optional<JobParts> parts() {
        return side(Category.READER)
                .flatMap(reader -> side(Category.WRITER)
                        .map(writer -> new JobParts(reader, transformers(), writer, setting, "setting", common, core)));
    }

    /** In the order in which they stand. */
    private List<JobParts.Side> transformers() {
        List<JobParts.Side> sides = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isTransformer()) {
                sides.add(side(steps.get(i), i));
            }
        }
        return sides;
    }

    private long count(Category category) {
        return steps.stream().filter(each -> each.category() == category).count();
    }

    private Optional<JobParts.Side> side(Category category) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).category() == category) {
                return Optional.of(side(steps.get(i), i));
            }
        }
        return Optional.empty();
    }

    private static JobParts.Side side(Step step, int index) {
        String path = "steps[" + index + "]";
        return new JobParts.Side(step.stepType(), path + ".stepType", step.parameter(), path + ".parameter");
    }
}
