package io.datachannels.engine.config;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.json.Position;
import io.datachannels.spi.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A job file in any of the dialects: of DataX ({@code job}), of DataWorks 1.0 ({@code configuration}) and of DataWorks 2.0 ({@code
 * steps}). Variables are put in first, then the dialect is read, then datasources are put in.
 */
public final class JobFile {
    private static final String MODE = "mode";
    private static final List<String> DIALECTS = List.of("job", "configuration", "steps");

    private static final List<String> ZONES = List.of(
            "job.setting.common.column.timeZone",
            "configuration.setting.common.column.timeZone",
            "setting.common.column.timeZone",
            "common.column.timeZone");

    private final String name;
    private final Variables variables;
    private final Datasources datasources;
    private final ProblemList problems;
    private final Consumer<VariableUse> uses;

    private JobFile(
            String name,
            Variables variables,
            Datasources datasources,
            ProblemList problems,
            Consumer<VariableUse> uses) {
        this.name = name;
        this.variables = variables;
        this.datasources = datasources;
        this.problems = problems;
        this.uses = uses;
    }

    /**
     * What a job file asks for. Whether its plug-ins exist and their parameters are right is not known yet.
     *
     * @param name of the job, for people
     * @param problems takes warnings and notes
     * @throws JobFileException with all errors, those included that {@code problems} had before
     */
    public static JobSpec parse(
            String name, String text, Variables variables, Datasources datasources, ProblemList problems) {
        Optional<JobSpec> spec = read(name, text, variables, datasources, problems);
        problems.throwIfErrors();
        return spec.orElseThrow();
    }

    /**
     * As {@link #parse}, but goes on after errors: to have the parameters of the plug-ins checked as well before all is reported.
     *
     * @param problems takes errors, warnings and notes
     * @return what could be understood; empty if that is not even the plug-ins
     */
    public static Optional<JobSpec> read(
            String name, String text, Variables variables, Datasources datasources, ProblemList problems) {
        return read(name, text, variables, datasources, problems, use -> {});
    }

    /**
     * As {@link #read(String, String, Variables, Datasources, ProblemList)}.
     *
     * @param uses hears of every variable and expression that was replaced
     */
    public static Optional<JobSpec> read(
            String name,
            String text,
            Variables variables,
            Datasources datasources,
            ProblemList problems,
            Consumer<VariableUse> uses) {
        return new JobFile(name, variables, datasources, problems, uses).read(text);
    }

    private Optional<JobSpec> read(String text) {
        Json json;
        try {
            json = JsonReader.read(
                    text,
                    (path, position, earlier) -> problems.warning(
                            path,
                            position,
                            "is there a second time, the first at " + earlier + "; the last one counts"));
        } catch (JsonSyntaxException e) {
            problems.error("", e.position(), e.getMessage());
            return Optional.empty();
        }
        if (!(json instanceof JsonObject)) {
            problems.error("", json.position(), "a job file is one JSON object, got " + Got.kind(json));
            return Optional.empty();
        }
        Substitution substitution = new Substitution(variables, variables.schedule(zone(json)), problems, uses);
        JsonObject root = (JsonObject) substitution.resolve(json, "");
        return parts(root)
                .map(parts -> new JobSpec(
                        name,
                        plugin(Role.READER, parts.reader(), root, substitution),
                        parts.transformers().stream()
                                .map(each -> transformer(each, root))
                                .toList(),
                        plugin(Role.WRITER, parts.writer(), root, substitution),
                        dirtySink(parts, substitution),
                        settings(parts, root)));
    }

    /** The zone that the job file names, or null; what is wrong with it is said when the settings are read. */
    private ZoneId zone(Json root) {
        for (String path : ZONES) {
            if (JsonPath.find(root, path) instanceof JsonScalar zone && zone.isText() && !zone.isBlank()) {
                ProblemList unsaid = new ProblemList();
                Substitution names = new Substitution(variables, variables.schedule(null), unsaid, use -> {});
                try {
                    return ColumnKeys.zone(((JsonScalar) names.resolve(zone, path)).text());
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Null if dirty rows stay in the run folder. */
    private PluginSpec dirtySink(JobParts parts, Substitution substitution) {
        if (!(parts.setting().get("dirty") instanceof JsonObject keys)
                || keys.names().isEmpty()) {
            return null;
        }
        String path = parts.settingPath() + ".dirty";
        JsonObject others = keys.without(MODE);
        JsonObject own = others.names().stream().reduce(keys, JsonObject::without, (a, b) -> b);
        DirtyKeys dirty = Binder.bind(DirtyKeys.class, own, path, problems);
        if (dirty == null || dirty.mode().plugin() == null) {
            return null;
        }
        return new PluginSpec(
                dirty.mode().plugin(),
                new Connection(datasources, substitution, problems).merged(others, path),
                path,
                keys.position(MODE));
    }

    private Settings settings(JobParts parts, JsonObject root) {
        SettingKeys setting = Binder.bind(SettingKeys.class, parts.setting(), parts.settingPath(), problems);
        CommonKeys common = Binder.bind(CommonKeys.class, parts.common(), "common", problems);
        CoreKeys core = Binder.bind(CoreKeys.class, parts.core(), "core", problems);
        if (setting == null || common == null || core == null) {
            return Settings.standard();
        }
        CoreKeys.Channel channel = core.transport().channel();
        Speed limits = Speed.of(setting.speed(), channel.speed(), (key, message) -> {
            String path = "core.transport.channel.speed." + key;
            problems.note(path, JsonPath.find(root, path).position(), message);
        });
        return setting.settings(common, limits, channel.size());
    }

    private Optional<JobParts> parts(JsonObject root) {
        if (root.get("job") != null) {
            DataxFile file = Binder.bindLeniently(DataxFile.class, root, "", problems);
            return file == null ? Optional.empty() : file.parts();
        } else if (root.get("configuration") != null) {
            DataworksFile file = Binder.bindLeniently(DataworksFile.class, root, "", problems);
            return file == null ? Optional.empty() : file.parts();
        } else if (root.get("steps") != null) {
            StepsFile file = Binder.bindLeniently(StepsFile.class, root, "", problems);
            return file == null
                    ? Optional.empty()
                    : withoutProcessors(file, root).parts();
        }
        String hint = root.names().stream()
                .flatMap(each -> NearestName.of(each, DIALECTS).stream())
                .findFirst()
                .map(each -> ", did you mean \"" + each + "\"?")
                .orElse("");
        String message = "a job file has \"job\" (as in DataX), or \"configuration\" or \"steps\" (as in DataWorks)";
        problems.error("", root.position(), message + "; none is there" + hint);
        return Optional.empty();
    }

    /** DataWorks leaves processors of a script out, too; one with a parameter was meant to do something. */
    private StepsFile withoutProcessors(StepsFile file, JsonObject root) {
        for (String path : file.processors()) {
            Position position = JsonPath.find(root, path).position();
            if (JsonPath.find(root, path + ".parameter") instanceof JsonObject parameter
                    && !parameter.names().isEmpty()) {
                problems.warning(
                        path,
                        position,
                        "is left out, as DataWorks does with a processor in a script: rows go from the"
                                + " reader to the writer as they are");
            } else {
                problems.note(path, position, "makes no difference: a processor without parameter does nothing");
            }
        }
        return file;
    }

    private static PluginSpec transformer(JobParts.Side side, JsonObject root) {
        Json written = JsonPath.find(root, side.namePath());
        Position position = written == null ? root.position() : written.position();
        return new PluginSpec(side.name().trim().toLowerCase(Locale.ROOT), side.parameter(), side.path(), position);
    }

    private PluginSpec plugin(Role role, JobParts.Side side, JsonObject root, Substitution substitution) {
        Json written = JsonPath.find(root, side.namePath());
        Position position = written == null ? root.position() : written.position();
        String fullName = role.fullName(side.name());
        if (side.name().isBlank()) {
            problems.error(side.namePath(), position, "must be the name of a " + role.key());
        } else if (side.name()
                .trim()
                .toLowerCase(Locale.ROOT)
                .endsWith(role.other().key())) {
            problems.error(side.namePath(), position, "must be a " + role.key() + ", got \"" + side.name() + "\"");
        }
        Connection connection = new Connection(datasources, substitution, problems);
        return new PluginSpec(fullName, connection.merged(side.parameter(), side.path()), side.path(), position);
    }
}
