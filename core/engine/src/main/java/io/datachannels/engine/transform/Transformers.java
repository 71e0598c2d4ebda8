package io.datachannels.engine.transform;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The transformers of a job, bound, in the order in which rows pass them. */
public final class Transformers {
    private static final Map<String, Class<? extends Record>> KINDS = kindsInOrder();
    private static final String GROOVY = "dx_groovy";

    private final List<Bound> list;
    private final Settings settings;

    private record Bound(PluginSpec spec, TransformerConfig config) {}

    private Transformers(List<Bound> list, Settings settings) {
        this.list = list;
        this.settings = settings;
    }

    /** The names of all transformers with their configurations, a record each. */
    public static Map<String, Class<? extends Record>> kinds() {
        return KINDS;
    }

    /**
     * @param settings of the job, for its formats and time zone
     * @param problems takes what is wrong
     * @return those that nothing is wrong with
     */
    public static Transformers bind(List<PluginSpec> specs, Settings settings, ProblemList problems) {
        List<Bound> list = new ArrayList<>();
        for (PluginSpec spec : specs) {
            Class<? extends Record> kind = KINDS.get(spec.name());
            Record config = kind == null ? null : Binder.bind(kind, spec, problems);
            if (kind == null) {
                problems.error(namePath(spec), spec.position(), unknown(spec.name()));
            } else if (config != null) {
                list.add(new Bound(spec, (TransformerConfig) config));
            }
        }
        return new Transformers(List.copyOf(list), settings);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** How many there are. */
    public int size() {
        return list.size();
    }

    /**
     * What they do to rows of these columns.
     *
     * @return for the use of one thread
     * @throws JobFailure if one does not go with the columns that reach it; with the place in the job file
     */
    public RowTransform open(Schema schema) {
        RowTransform.Chain chain = new RowTransform.Chain(schema);
        for (int i = 0; i < list.size(); i++) {
            Bound each = list.get(i);
            try {
                chain.add(
                        each.config().open(chain.schema(), settings),
                        each.spec().name() + " (transformer " + i + ")");
            } catch (Misfit e) {
                throw new JobFailure(
                        each.spec().name() + ": " + each.spec().path() + "." + e.key() + ": " + e.getMessage(),
                        "Mend the job's transformer, or the reader's columns; nothing was changed.");
            }
        }
        return new RowTransform(chain);
    }

    private static String unknown(String name) {
        if (name.equals(GROOVY)) {
            return "dx_groovy is not supported: a job file does not bring code along. Use "
                    + String.join(", ", KINDS.keySet())
                    + ", or change the rows in a reader or writer plug-in of your own";
        }
        String nearest = NearestName.of(name, KINDS.keySet())
                .map(each -> ", did you mean \"" + each + "\"?")
                .orElse(".");
        return "there is no transformer \"" + name + "\"" + nearest + " The transformers are "
                + String.join(", ", KINDS.keySet()) + ".";
    }

    private static String namePath(PluginSpec spec) {
        String end = ".parameter";
        String path = spec.path();
        return (path.endsWith(end) ? path.substring(0, path.length() - end.length()) : path) + ".name";
    }

    private static Map<String, Class<? extends Record>> kindsInOrder() {
        Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
        kinds.put("dx_substr", SubstrConfig.class);
        kinds.put("dx_pad", PadConfig.class);
        kinds.put("dx_replace", ReplaceConfig.class);
        kinds.put("dx_filter", FilterConfig.class);
        kinds.put("dx_digest", DigestConfig.class);
        kinds.put("dx_mask", MaskConfig.class);
        kinds.put("dx_select", SelectConfig.class);
        kinds.put("dx_rename", RenameConfig.class);
        kinds.put("dx_cast", CastConfig.class);
        return Collections.unmodifiableMap(kinds);
    }
}
