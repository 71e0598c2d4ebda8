package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table that is read as it is while the job runs: each row once, without a common point in time. */
final class OtsReader implements Reader {
    private static final Logger LOG = LoggerFactory.getLogger(OtsReader.class);

    private final OtsClient client;
    private final JobContext job;
    private final TableScan scan;
    private final Projection projection;
    private final List<KeyRange> ranges;
    private final boolean cutByJobFile;

    /** Connects with a client that it closes, also when it fails. */
    OtsReader(OtsClient client, OtsReaderConfig config, JobContext job) {
        this.client = client;
        this.job = job;
        try {
            TableMeta meta = client.describe(config.table().strip(), job);
            this.scan = new TableScan(meta.getTableName(), meta.getPrimaryKeyList());
            this.projection = new Projection(config.column(), scan.key());
            this.ranges = new RangeResolver(scan.key()).resolve(config.range());
            this.cutByJobFile = !config.range().split().isEmpty();
            KeyRange whole = new KeyRange(
                    ranges.get(0).begin(), ranges.get(ranges.size() - 1).end());
            if (whole.isBackward()) {
                LOG.info(
                        "otsreader: range.begin lies after range.end, so the range is read backward: {}",
                        whole.describe());
            }
            new ColumnCheck(client, scan, meta).run(projection.attributes(), whole, config.missingColumn(), job);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return projection.schema();
    }

    @Override
    public List<Split> plan(int parallelism) {
        return List.copyOf(cutByJobFile ? ranges : new SplitPlan(client, scan, job).cut(ranges.get(0), parallelism));
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new RangeReader(client, scan, projection, (KeyRange) split, task);
    }

    @Override
    public void close() {
        client.close();
    }
}
