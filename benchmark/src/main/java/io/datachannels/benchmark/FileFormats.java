package io.datachannels.benchmark;

import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What rows cost to be written and read as csv and Parquet: {@code ENDPOINT PLUGINS ROWS ROUNDS} drives ossreader and osswriter as a task
 * does, against an OSS server at that endpoint, and counts the CPU time and the allocated bytes of the task's thread without its calls to
 * the service. Texts are in the batches as bytes, as most readers give them, and once as strings. Rows have ten columns, of two integers, two doubles, a bool, a timestamp and four texts, 154 bytes of csv, and no two are
 * alike. Each round does everything once; the first rounds are for the compiler. Of several folders, as a class path has them, each takes its turn in
 * every round, so that two builds of the plug-ins can be compared while the machine does other things too.
 */
public final class FileFormats {
    private static final int WARM_UP = 4;
    private static final long ANY_BYTES = Long.MAX_VALUE;
    private static final String NOTE = "plain text of some length as people write it";

    private static final Schema SCHEMA = new Schema(List.of(
            new Column("id", ColumnType.LONG),
            new Column("name", ColumnType.TEXT),
            new Column("city", ColumnType.TEXT),
            new Column("note", ColumnType.TEXT),
            new Column("millis", ColumnType.LONG),
            new Column("price", ColumnType.DOUBLE),
            new Column("rate", ColumnType.DOUBLE),
            new Column("active", ColumnType.BOOL),
            new Column("born", ColumnType.TIMESTAMP),
            new Column("code", ColumnType.TEXT)));

    private static final String JOB = """
            {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
              "reader": {"name": "ossreader", "parameter": {"endpoint": "ENDPOINT", "accessId": "local", "accessKey": "local", "bucket": "local",
                "object": "FORMAT__*", "fileFormat": "FORMAT", "column": [
                  {"index": 0, "type": "long"}, {"index": 1}, {"index": 2}, {"index": 3}, {"index": 4, "type": "long"}, {"index": 5, "type": "double"},
                  {"index": 6, "type": "double"}, {"index": 7, "type": "bool"}, {"index": 8, "type": "timestamp"}, {"index": 9}]}},
              "writer": {"name": "osswriter", "parameter": {"endpoint": "ENDPOINT", "accessId": "local", "accessKey": "local", "bucket": "local",
                "object": "FORMAT", "fileFormat": "FORMAT"}}}]}}
            """;

    private final String endpoint;
    private final Plugins plugins;
    private final int rows;
    private final List<Batch> batches;
    private final List<Batch> strings;
    private final Batch recycled = new Batch(SCHEMA, ANY_BYTES, done -> {});

    private FileFormats(String endpoint, Plugins plugins, List<Batch> batches, List<Batch> strings) {
        this.endpoint = endpoint;
        this.plugins = plugins;
        this.batches = batches;
        this.strings = strings;
        this.rows = batches.stream().mapToInt(Batch::rows).sum();
    }

    /** @param args the endpoint, the folders of plug-ins, how many rows, how many rounds count */
    public static void main(String[] args) {
        List<Batch> batches = batches(Integer.parseInt(args[2]), FileFormats::addUtf8);
        List<Batch> strings = batches(Integer.parseInt(args[2]), BatchBuilder::addText);
        int rounds = Integer.parseInt(args[3]);
        String[] folders = args[1].split(File.pathSeparator);
        Map<String, Supplier<CountedTask>> all = new LinkedHashMap<>();
        for (String folder : folders) {
            FileFormats files = new FileFormats(args[0], Plugins.in(Path.of(folder)), batches, strings);
            files.fill("csv");
            files.fill("parquet");
            String note = folders.length == 1 ? "" : "   " + folder;
            all.put("csv write" + note, () -> files.write("csv", files.batches));
            all.put("csv write, strings" + note, () -> files.write("csv", files.strings));
            all.put("csv typed read" + note, () -> files.read("csv"));
            all.put("csv to csv" + note, () -> files.copy("csv", "csv"));
            all.put("Parquet write" + note, () -> files.write("parquet", files.batches));
            all.put("Parquet read" + note, () -> files.read("parquet"));
            all.put("csv to Parquet" + note, () -> files.copy("csv", "parquet"));
        }
        Map<String, List<CountedTask>> costs = new TreeMap<>();
        for (int i = 0; i < WARM_UP + rounds; i++) {
            boolean counts = i >= WARM_UP;
            all.forEach((name, work) -> {
                CountedTask cost = work.get();
                if (counts) {
                    costs.computeIfAbsent(name, each -> new ArrayList<>()).add(cost);
                }
            });
        }
        costs.forEach((name, each) -> print(name, each, Integer.parseInt(args[2])));
    }

    private static void print(String name, List<CountedTask> costs, int rows) {
        double[] micros = costs.stream()
                .mapToDouble(each -> each.nanos() / 1e3 / rows)
                .sorted()
                .toArray();
        long[] bytes = costs.stream().mapToLong(CountedTask::bytes).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-18s %6.3f us CPU a row, at best %6.3f   %6d bytes allocated a row%n",
                name,
                micros[micros.length / 2],
                micros[0],
                bytes[bytes.length / 2] / rows);
    }

    private static List<Batch> batches(int rows, BiConsumer<BatchBuilder, String> addText) {
        SplittableRandom random = new SplittableRandom(1);
        List<Batch> batches = new ArrayList<>();
        for (int row = 0; row < rows; ) {
            Batch batch = new Batch(SCHEMA, ANY_BYTES, done -> {});
            batch.reuse();
            for (; row < rows && !batch.builder().isFull(); row++) {
                add(batch.builder(), row, random, addText);
            }
            batches.add(batch);
        }
        return batches;
    }

    private static void add(
            BatchBuilder batch, int row, SplittableRandom random, BiConsumer<BatchBuilder, String> addText) {
        String note = NOTE.substring(random.nextInt(15)).substring(0, 28);
        batch.addLong(100_000 + row);
        addText.accept(batch, "customer number " + random.nextInt(100_000));
        addText.accept(batch, "city " + random.nextInt(1000));
        addText.accept(batch, random.nextInt(10) == 0 ? note + ", more" : note);
        batch.addLong(1_767_225_600_000L + random.nextLong(10_000_000_000L))
                .addDouble(random.nextInt(1_000_000) / 100.0)
                .addDouble(random.nextDouble())
                .addBool(random.nextBoolean())
                .addTimestamp(1_767_225_600L + random.nextLong(10_000_000L), 0);
        addText.accept(batch, "code " + Long.toString(random.nextLong() >>> 1, 36));
        batch.endRow();
    }

    /** As the readers of files, Tablestore and MaxCompute do. */
    private static void addUtf8(BatchBuilder batch, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        batch.addUtf8(bytes, 0, bytes.length);
    }

    /** Leaves what the others read. */
    private void fill(String format) {
        CountedTask task = new CountedTask();
        try (Writer writer = writer(format, task)) {
            WriterState state = writer.prepare();
            writer.commit(state, List.of(write(writer, state, batches, task)));
        }
    }

    private CountedTask write(String format, List<Batch> from) {
        CountedTask task = new CountedTask();
        try (Writer writer = writer(format, new CountedTask())) {
            WriterState state = writer.prepare();
            writer.abort(state, List.of(write(writer, state, from, task)));
        }
        return task;
    }

    private TaskReport write(Writer writer, WriterState state, List<Batch> from, CountedTask task) {
        task.begin();
        try (TaskWriter to = writer.write(state, task)) {
            from.forEach(to::write);
            return to.finish();
        } finally {
            task.end();
        }
    }

    private CountedTask read(String format) {
        CountedTask task = new CountedTask();
        try (Reader reader = reader(format, new CountedTask())) {
            int sum = 0;
            task.begin();
            for (Split split : reader.plan(1)) {
                try (SplitReader from = reader.read(split, task)) {
                    for (boolean more = true; more; sum += recycled.rows()) {
                        recycled.reuse();
                        more = from.read(recycled.builder());
                    }
                }
            }
            task.end();
            check(sum);
        }
        return task;
    }

    private CountedTask copy(String source, String target) {
        CountedTask task = new CountedTask();
        try (Reader reader = reader(source, new CountedTask());
                Writer writer = writer(target, new CountedTask())) {
            WriterState state = writer.prepare();
            int sum = 0;
            task.begin();
            TaskReport report;
            try (TaskWriter to = writer.write(state, task)) {
                for (Split split : reader.plan(1)) {
                    try (SplitReader from = reader.read(split, task)) {
                        for (boolean more = true; more; sum += recycled.rows()) {
                            recycled.reuse();
                            more = from.read(recycled.builder());
                            to.write(recycled);
                        }
                    }
                }
                report = to.finish();
            }
            task.end();
            check(sum);
            writer.abort(state, List.of(report));
        }
        return task;
    }

    private void check(int sum) {
        if (sum != rows) {
            throw new IllegalStateException(sum + " rows in place of " + rows);
        }
    }

    private Reader reader(String format, CountedTask job) {
        return open(plugins.reader("ossreader").plugin(), spec(format).reader(), job);
    }

    private Writer writer(String format, CountedTask job) {
        return open(plugins.writer("osswriter").plugin(), spec(format).writer(), job);
    }

    private static <C extends Record> Reader open(ReaderPlugin<C> plugin, PluginSpec spec, CountedTask job) {
        return plugin.open(Binder.bind(plugin.config(), spec, new ProblemList(true)), job);
    }

    private static <C extends Record> Writer open(WriterPlugin<C> plugin, PluginSpec spec, CountedTask job) {
        return plugin.open(Binder.bind(plugin.config(), spec, new ProblemList(true)), SCHEMA, job);
    }

    private JobSpec spec(String format) {
        String text = JOB.replace("ENDPOINT", endpoint).replace("FORMAT", format);
        return JobFile.parse("files.json", text, Variables.none(), Datasources.none(), new ProblemList(true));
    }
}
