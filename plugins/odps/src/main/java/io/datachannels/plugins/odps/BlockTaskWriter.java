package io.datachannels.plugins.odps;

import io.datachannels.spi.Batch;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects a task's rows in blocks, one for each partition that is being written to, and sends a block when it is full. All of them
 * together have no more bytes than one may have: when many partitions share that, the largest goes first.
 */
final class BlockTaskWriter implements TaskWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BlockTaskWriter.class);
    private static final PartitionName NONE = new PartitionName(Map.of());

    private final Compression compression;
    private final boolean dynamic;
    private final Function<PartitionName, Upload> uploads;
    private final ToLongFunction<Upload> numbers;
    private final TaskContext task;
    private final long most;
    private final OverLength rule;
    private final int longest;
    private final CellEncoders cells;
    private final RowEncoder encoder;
    private final Map<PartitionName, Parcel> parcels = new LinkedHashMap<>();
    private PartitionName last;
    private Parcel lastParcel;
    private boolean oldCalendar;
    private long bytes;
    private long rows;

    /**
     * @param uploads the session of a partition
     * @param numbers the number of the next block of a session
     * @param blockBytes from how many bytes on blocks are sent
     */
    BlockTaskWriter(
            OdpsWriterConfig config,
            Target target,
            Function<PartitionName, Upload> uploads,
            ToLongFunction<Upload> numbers,
            long blockBytes,
            TaskContext task) {
        this.compression = config.compress();
        this.dynamic = target.isDynamic();
        this.uploads = uploads;
        this.numbers = numbers;
        this.task = task;
        this.most = blockBytes;
        this.rule = config.overLengthRule();
        this.longest = config.maxOdpsFieldLength();
        this.cells = new CellEncoders(task.cast(), task.zone(), () -> oldCalendar);
        this.encoder = new RowEncoder(config, target, cells, task.cast());
    }

    /** What goes to one session. */
    private static final class Parcel {
        private final Upload upload;
        private final List<Long> sent = new ArrayList<>();
        private Block block;

        Parcel(Upload upload) {
            this.upload = upload;
        }

        long bytes() {
            return block == null ? 0 : block.bytes();
        }
    }

    @Override
    public void write(Batch batch) {
        try {
            int count = batch.rows();
            for (int i = 0; i < count; i++) {
                Row row = batch.row(i);
                try {
                    PartitionName partition = dynamic ? encoder.partition(row) : NONE;
                    int checksum = encoder.encode(row);
                    if (partition != last) {
                        boolean before = oldCalendar;
                        lastParcel = parcel(partition);
                        last = partition;
                        checksum = oldCalendar == before ? checksum : encoder.encode(row);
                    }
                    add(lastParcel, checksum);
                } catch (RowFailure e) {
                    task.reject(batch, i, e);
                }
            }
        } catch (IOException e) {
            throw notInMemory(e);
        }
    }

    @Override
    public TaskReport finish() {
        List<UploadedBlocks> reports = new ArrayList<>();
        try {
            for (Parcel each : parcels.values()) {
                send(each);
                reports.add(new UploadedBlocks(each.upload.partition(), each.upload.id(), each.sent));
            }
        } catch (IOException e) {
            throw notInMemory(e);
        }
        if (cells.tooLong() > 0) {
            LOG.warn(
                    "{} values of task {} were longer than {} bytes: overLengthRule {}",
                    cells.tooLong(),
                    task.task(),
                    longest,
                    rule);
        }
        return new TaskUploads(reports, rows);
    }

    /** Blocks that were sent are in no report, so the commit shows nothing of them. */
    @Override
    public void close() {
        try {
            for (Parcel each : parcels.values()) {
                if (each.block != null) {
                    each.block.close();
                    each.block = null;
                }
            }
        } catch (IOException e) {
            throw notInMemory(e);
        }
    }

    /** Once a row of the partition is known to fit; how its dates are to be encoded is known only now. */
    private Parcel parcel(PartitionName partition) {
        Parcel parcel = parcels.get(partition);
        if (parcel == null) {
            parcel = new Parcel(uploads.apply(partition));
            parcels.put(partition, parcel);
            oldCalendar = parcel.upload.wantsOldCalendar();
        }
        return parcel;
    }

    private void add(Parcel parcel, int checksum) throws IOException {
        long before = parcel.bytes();
        if (parcel.block == null) {
            parcel.block = new Block(compression);
        }
        parcel.block.add(encoder.buffer(), checksum);
        bytes += parcel.block.bytes() - before;
        rows++;
        if (bytes >= most) {
            send(parcels.values().stream()
                    .max(Comparator.comparingLong(Parcel::bytes))
                    .orElseThrow());
        }
    }

    private void send(Parcel parcel) throws IOException {
        Block block = parcel.block;
        if (block == null) {
            return;
        }
        bytes -= block.bytes();
        block.finish();
        long number = numbers.applyAsLong(parcel.upload);
        parcel.upload.send(number, block, task);
        parcel.sent.add(number);
        parcel.block = null;
    }

    private static FatalFailure notInMemory(IOException e) {
        return new FatalFailure("rows cannot be compressed: " + e, "Choose another value of compress.", e);
    }
}
