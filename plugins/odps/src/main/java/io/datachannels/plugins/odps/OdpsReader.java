package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.Odps;
import com.aliyun.odps.Partition;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Table;
import com.aliyun.odps.tunnel.TableTunnel;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads a table or partitions of it. A download session is a view of one moment; where a partition is cut, its ranges are of one session,
 * and every row is in one of them.
 */
final class OdpsReader implements Reader {
    private static final int SPLITS_PER_CHANNEL = 4;
    /** Fewer rows are not worth a request of their own. */
    private static final long FEWEST_ROWS = 1000;

    private final OdpsReaderConfig config;
    private final OdpsClient client;
    private final JobContext job;
    private final Table table;
    private final List<String> levels;
    private final List<PartitionFilter> filters;
    private final Projection projection;

    OdpsReader(OdpsReaderConfig config, OdpsClient client, JobContext job) {
        this.config = config;
        this.client = client;
        this.job = job;
        useNameOf(config.packageAuthorizedProject());
        this.table = client.table(config.table(), "A table in a schema needs the parameter schema.", job);
        if (table.isVirtualView()) {
            throw new JobFailure(name() + " is a view", "Name a table; put what the view shows into one first.");
        }
        this.levels = table.getSchema().getPartitionColumns().stream()
                .map(Column::getName)
                .toList();
        requirePartitions();
        this.filters = config.partition().stream()
                .map(each -> PartitionFilter.parse(each, levels))
                .toList();
        this.projection = Projection.of(config.column(), table.getSchema(), name(), job.zone());
        client.tunnel(job);
    }

    @Override
    public Schema schema() {
        return projection.schema();
    }

    @Override
    public List<Split> plan(int parallelism) {
        List<List<String>> partitions = levels.isEmpty() ? List.of(List.of()) : partitions();
        int wanted = SPLITS_PER_CHANNEL * parallelism;
        boolean whole = !levels.isEmpty() && (config.splitMode() == SplitMode.PARTITION || partitions.size() > wanted);
        return whole
                ? List.copyOf(partitions.stream()
                        .map(each -> RowRange.whole(levels, each))
                        .toList())
                : ranges(partitions, wanted);
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        RowRange range = (RowRange) split;
        RowRange counted = range.hasSession() ? range : session(range.partition(), task);
        return new RangeReader(config, client, counted, projection, task);
    }

    @Override
    public void close() {}

    /** The SDK forgets the schema along with the project. */
    private void useNameOf(String project) {
        if (project != null && !project.isBlank()) {
            Odps odps = client.odps();
            String schema = odps.getCurrentSchema();
            odps.setDefaultProject(project);
            odps.setCurrentSchema(schema);
        }
    }

    private String name() {
        return client.access().name(config.table());
    }

    private void requirePartitions() {
        if (levels.isEmpty() && !config.partition().isEmpty()) {
            throw new JobFailure(
                    "partition is given, but table " + name() + " has no partitions", "Leave partition out.");
        }
        if (!levels.isEmpty() && config.partition().isEmpty()) {
            throw new JobFailure(
                    "table " + name() + " has partitions by " + String.join(", ", levels)
                            + ", but partition is missing",
                    "Say which to read, such as \"partition\": [\"" + String.join("=*,", levels) + "=*\"].");
        }
    }

    /** The partitions that were asked for, each once. */
    private List<List<String>> partitions() {
        List<List<String>> all = list();
        List<List<String>> found = all.stream()
                .filter(each -> filters.stream().anyMatch(filter -> filter.matches(each)))
                .toList();
        if (found.isEmpty() && !config.successOnNoPartition()) {
            List<String> there = all.stream()
                    .map(each -> RowRange.whole(levels, each).name().toString())
                    .toList();
            throw new JobFailure(
                    "no partition of " + name() + " matches " + String.join(" or ", config.partition()),
                    there.isEmpty()
                            ? "It has no partitions at all; successOnNoPartition lets the job end well then."
                            : "It has " + NearestName.some(there)
                                    + "; successOnNoPartition lets the job end well when none matches.");
        }
        return found;
    }

    /** As the service lists them; not as names, which the SDK cannot always read. */
    private List<List<String>> list() {
        return client.call(job, "ListPartitions", name(), () -> {
            List<List<String>> partitions = new ArrayList<>();
            for (Iterator<Partition> each = table.getPartitionIterator(); each.hasNext(); ) {
                PartitionSpec spec = each.next().getPartitionSpec();
                partitions.add(levels.stream().map(spec::get).toList());
            }
            return partitions;
        });
    }

    private List<Split> ranges(List<List<String>> partitions, int wanted) {
        List<RowRange> sessions =
                partitions.stream().map(each -> session(each, job)).toList();
        long rows = sessions.stream().mapToLong(RowRange::count).sum();
        long share = Math.max(FEWEST_ROWS, (rows + wanted - 1) / wanted);
        List<Split> ranges = new ArrayList<>();
        for (RowRange each : sessions) {
            long cuts = (each.count() + share - 1) / share;
            for (long i = 0; i < cuts; i++) {
                long from = each.count() / cuts * i;
                long to = i + 1 == cuts ? each.count() : each.count() / cuts * (i + 1);
                ranges.add(new RowRange(levels, each.partition(), each.session(), from, to - from));
            }
        }
        return ranges;
    }

    /** All rows of a partition, or of a table without, as they are now. */
    private RowRange session(List<String> partition, JobContext context) {
        PartitionName name = RowRange.whole(levels, partition).name();
        TableTunnel tunnel = client.tunnel(context);
        TableTunnel.DownloadSession session =
                client.call(context, "CreateDownload", (name() + " " + name).strip(), () -> {
                    TableTunnel.DownloadSessionBuilder builder = tunnel.buildDownloadSession(
                                    config.access().project(), config.table())
                            .setSchemaName(client.odps().getCurrentSchema());
                    if (!partition.isEmpty()) {
                        builder.setPartitionSpec(name.spec());
                    }
                    return builder.build();
                });
        return new RowRange(levels, partition, session.getId(), 0, session.getRecordCount());
    }
}
