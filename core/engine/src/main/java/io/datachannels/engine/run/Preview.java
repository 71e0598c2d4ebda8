package io.datachannels.engine.run;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.transform.Refusal;
import io.datachannels.engine.transform.RowTransform;
import io.datachannels.spi.Batch;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The first rows that a job would write. The writer is not opened, and nothing is changed. On one thread. */
public final class Preview {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BATCH_BYTES = 1 << 20;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final List<Set<ColumnType>> seen = new ArrayList<>();
    private final int most;

    /**
     * What was seen.
     *
     * @param types of each column: the declared one, else those of its cells
     * @param rows cells as people read them, null for null
     * @param rejected rows that could not be read or transformed, with the reason
     */
    public record Table(List<String> columns, List<String> types, List<List<String>> rows, List<String> rejected) {}

    private Preview(int most) {
        this.most = most;
    }

    /**
     * Reads the first rows, after the job's transformers.
     *
     * @param most how many
     * @throws io.datachannels.engine.config.JobFileException if the reader's or the transformers' part of the job file is wrong
     * @throws io.datachannels.spi.Failure if they cannot be read
     */
    public static Table of(JobSpec spec, Plugins plugins, ProblemList problems, int most) {
        Sides sides = Sides.bindReading(spec, plugins, problems);
        Retries retries = new Retries(PATIENCE.toNanos(), Time.SYSTEM, () -> false, () -> {});
        EngineContext context = new EngineContext("preview", spec.settings(), retries);
        try (Opened<Reader> reader = sides.openReader(context)) {
            return new Preview(most).read(reader, sides, context);
        }
    }

    private Table read(Opened<Reader> reader, Sides sides, EngineContext context) {
        RowTransform transform = sides.transformers().open(reader.side().schema());
        Schema schema = transform.schema();
        schema.columns().forEach(each -> seen.add(new TreeSet<>()));
        Iterator<Split> splits = reader.ask(each -> each.plan(1)).iterator();
        for (int task = 0; splits.hasNext() && rows.size() < most; task++) {
            Split split = splits.next();
            PreviewContext each = new PreviewContext(context, task, rejected);
            reader.tell(side -> read(side, split, transform, each));
        }
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            names.add(schema.name(i));
            ColumnType declared = schema.columns().get(i).type();
            types.add(
                    declared == null
                            ? String.join(
                                    "|", seen.get(i).stream().map(Preview::word).toList())
                            : word(declared));
        }
        return new Table(names, types, List.copyOf(rows), List.copyOf(rejected));
    }

    private void read(Reader reader, Split split, RowTransform transform, PreviewContext context) {
        BatchPool batches = new BatchPool(reader.schema(), most, BATCH_BYTES);
        BatchPool results = new BatchPool(transform.schema(), most, BATCH_BYTES);
        try (SplitReader open = reader.read(split, context)) {
            boolean more = true;
            while (more && rows.size() < most) {
                Batch batch = batches.take();
                more = open.read(batch.builder());
                for (int i = 0; i < batch.rows() && rows.size() < most; i++) {
                    add(batch.row(i), transform, results);
                }
                batch.release();
            }
        }
    }

    private void add(Row row, RowTransform transform, BatchPool results) {
        Batch result = results.take();
        try {
            if (transform.apply(row, result.builder())) {
                add(result.row(0));
            }
        } catch (Refusal e) {
            rejected.add("column " + e.column() + ": \"" + e.value() + "\" " + e.getMessage());
        }
        result.release();
    }

    private void add(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            cells.add(row.isNull(i) ? null : row.show(i));
            if (!row.isNull(i)) {
                seen.get(i).add(row.typeAt(i));
            }
        }
        rows.add(cells);
    }

    private static String word(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
