package io.datachannels.plugins.odps;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tasks send blocks to one upload session, or one for each partition that rows name; the commit makes them visible, replacing what
 * was there if the job says so. A session that is never committed shows nothing and ends by itself after a day.
 */
final class OdpsWriter implements Writer {
    private static final Logger LOG = LoggerFactory.getLogger(OdpsWriter.class);

    private final OdpsWriterConfig config;
    private final Target target;
    private final TableMaker maker;
    private final Uploads uploads;
    private final long blockBytes;
    private final JobContext job;
    private final Map<String, Upload> open = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> nextBlocks = new ConcurrentHashMap<>();
    private final Map<String, String> earlier = new ConcurrentHashMap<>();

    /**
     * @param maker makes the table; null if it is there
     * @param blockBytes the size of a block
     */
    OdpsWriter(
            OdpsWriterConfig config,
            Target target,
            TableMaker maker,
            OdpsClient client,
            long blockBytes,
            JobContext job) {
        this.config = config;
        this.target = target;
        this.maker = maker;
        this.uploads = new Uploads(client, config.table());
        this.job = job;
        this.blockBytes = blockBytes;
        // Types that cannot be written are told before anything is changed.
        new RowEncoder(config, target, new CellEncoders(job.cast(), job.zone(), () -> false), job.cast());
    }

    @Override
    public WriterState intent() {
        return UploadRun.OF_PARTITIONS;
    }

    @Override
    public WriterState prepare() {
        if (maker != null) {
            maker.make(uploads, job);
        }
        run("preSql", config.preSql());
        if (target.isDynamic()) {
            return intent();
        }
        Upload upload = create(target.onePartition(), job);
        open.put(upload.id(), upload);
        return new UploadRun(upload.partition(), upload.id());
    }

    /** A partition has one session in a run, whichever process writes to it: only one could replace what is there. */
    @Override
    public void resume(WriterState state, List<TaskReport> finished) {
        for (TaskReport report : finished) {
            for (UploadedBlocks each : ((TaskUploads) report).uploads()) {
                earlier.put(each.partition(), each.upload());
            }
        }
    }

    @Override
    public TaskWriter write(WriterState state, TaskContext task) {
        if (target.isDynamic()) {
            return new BlockTaskWriter(
                    config, target, name -> partition(name, task), this::nextBlock, blockBytes, task);
        }
        Upload upload = shared((UploadRun) state, task);
        return new BlockTaskWriter(config, target, name -> upload, this::nextBlock, blockBytes, task);
    }

    /** What the tasks uploaded is all there and may be committed. */
    @Override
    public void beforeCommit(WriterState state, List<TaskReport> reports) {
        long rows = reports.stream().mapToLong(TaskReport::rows).sum();
        if (config.truncate() && !config.allowEmptyOverwrite() && !target.isDynamic() && rows == 0) {
            throw new FatalFailure(
                    "there are no rows, and truncate would leave nothing of what is there",
                    "See why the source is empty; if it may be, set allowEmptyOverwrite to true, or truncate to false.");
        }
        commits(state, reports).forEach((session, blocks) -> upload(session).verify(blocks, job));
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        commits(state, reports).forEach((session, blocks) -> upload(session).commit(blocks, job));
        try {
            run("postSql", config.postSql());
        } catch (JobFailure | FatalFailure e) {
            throw new FatalFailure("the rows are there and can be seen, but " + e.getMessage(), "Correct postSql.", e);
        }
    }

    private void run(String key, List<String> statements) {
        for (int i = 0; i < statements.size(); i++) {
            String what = key + "[" + i + "]";
            LOG.info("{} is run", what);
            uploads.sql().run(what, statements.get(i), config.access().name(config.table()), job);
        }
    }

    /** Nothing was visible, and sessions need not be ended. */
    @Override
    public void abort(WriterState state, List<TaskReport> reports) {}

    @Override
    public void close() {}

    /** A session by what reports say of it. */
    private record Session(String partition, String id) {}

    private Upload upload(Session session) {
        Upload known = open.get(target.isDynamic() ? session.partition() : session.id());
        if (known != null && known.id().equals(session.id())) {
            return known;
        }
        return uploads.open(session.partition(), session.id(), job);
    }

    /** The sessions to commit, with their blocks. */
    private Map<Session, Set<Long>> commits(WriterState state, List<TaskReport> reports) {
        Map<Session, Set<Long>> commits = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        UploadRun shared = (UploadRun) state;
        if (!shared.upload().isEmpty()) {
            commits.put(new Session(shared.partition(), shared.upload()), new TreeSet<>());
        }
        for (TaskReport report : reports) {
            for (UploadedBlocks each : ((TaskUploads) report).uploads()) {
                String other = ids.putIfAbsent(each.partition(), each.upload());
                if (other != null && !other.equals(each.upload()) && config.truncate()) {
                    throw new FatalFailure(
                            "partition " + each.partition()
                                    + " was written by two processes, of which only one can replace what is there",
                            "Run the job again as a whole.");
                }
                Set<Long> blocks =
                        commits.computeIfAbsent(new Session(each.partition(), each.upload()), any -> new TreeSet<>());
                for (long block : each.blocks()) {
                    if (!blocks.add(block)) {
                        throw new FatalFailure(
                                "two tasks wrote block " + block + " of the same session", "Run the job again.");
                    }
                }
            }
        }
        return commits;
    }

    /** The run's one session. */
    private Upload shared(UploadRun run, TaskContext task) {
        return open.computeIfAbsent(run.upload(), id -> goOn(run.partition(), id, task));
    }

    private Upload partition(PartitionName name, TaskContext task) {
        return open.computeIfAbsent(name.toString(), partition -> {
            String id = earlier.get(partition);
            if (id != null) {
                return goOn(partition, id, task);
            }
            if (open.size() >= config.maxPartitions()) {
                throw new JobFailure(
                        "the rows name more than " + config.maxPartitions() + " partitions, the last " + name,
                        "See that the partition columns are the right ones; if so, raise maxPartitions.");
            }
            return create(name, task);
        });
    }

    private Upload create(PartitionName partition, JobContext context) {
        Upload upload = uploads.create(partition, config.truncate(), context);
        upload.requireColumns(target.columns());
        nextBlocks.put(upload.id(), new AtomicLong());
        return upload;
    }

    /** A session that another process began: numbers of blocks begin behind those that are there. */
    private Upload goOn(String partition, String id, JobContext context) {
        Upload upload = uploads.open(partition, id, context);
        upload.requireColumns(target.columns());
        long last =
                upload.blocks(context).stream().mapToLong(Long::longValue).max().orElse(-1);
        nextBlocks.put(id, new AtomicLong(last + 1));
        return upload;
    }

    private long nextBlock(Upload upload) {
        long next = nextBlocks.get(upload.id()).getAndIncrement();
        if (next >= Upload.BLOCKS) {
            throw new JobFailure(
                    "the job needs more than " + Upload.BLOCKS + " blocks of " + (blockBytes >> 20)
                            + " MB, which is all that an upload session can have",
                    "Raise blockSizeInMB, or move the rows in several jobs.");
        }
        return next;
    }
}
