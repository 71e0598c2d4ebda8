package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.TableMeta;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table that is read as it is while the job runs: each row once, without a common point in time. */
final class OtsReader implements Reader {
    private static final Logger log = LoggerFactory.getLogger(OtsReader.class);

    private final OtsClient client;
    private final JobContext job;
    private final TableScan scan;
    private final RowLayout layout;
    private final ReadApis apis;
    private final List<KeyRange> ranges;
    private final boolean cutByJobFile;

    /** Connects with a client that it closes, also when it fails. */
    OtsReader(OtsClient client, OtsReaderConfig config, JobContext job) {
        this.client = client;
        this.job = job;
        try {
            TableMeta meta = client.describe(config.table().strip(), job);
            this.scan = new TableScan(meta.getTableName(), meta.getPrimaryKeyList());
            this.ranges = new RangeResolver(scan.key()).resolve(config.range());
            this.cutByJobFile = !config.range().split().isEmpty();
            KeyRange whole = new KeyRange(
                    ranges.get(0).begin(), ranges.get(ranges.size() - 1).end());
            if (whole.isBackward()) {
                log.info(
                        "otsreader: range.begin lies after range.end, so the range is read backward: {}",
                        whole.describe());
            }
            if (config.mode() == Mode.NORMAL && (config.timeRange() != null || config.maxVersion() != null)) {
                log.warn(
                        "otsreader: timeRange and maxVersion count in mode multiVersion only; latest versions are read.");
            }
            Supplier<FirstRows> firstRows = () -> FirstRows.of(client, scan, whole, job);
            this.layout =
                    config.mode() == Mode.MULTI_VERSION ? cells(config, meta) : projection(config, meta, firstRows);
            new ColumnCheck(meta, firstRows).run(layout.attributes(), config.missingColumn());
            this.apis = apis(config, whole);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return layout.schema();
    }

    @Override
    public List<Split> plan(int parallelism) {
        return List.copyOf(cutByJobFile ? ranges : new SplitPlan(client, scan, job).cut(ranges.get(0), parallelism));
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new RangeReader(apis, (KeyRange) split, task);
    }

    @Override
    public void close() {
        client.close();
    }

    private static Projection projection(OtsReaderConfig config, TableMeta meta, Supplier<FirstRows> firstRows) {
        boolean all = AllColumns.isAsked(config.column());
        List<ReadColumn> columns = all ? AllColumns.expand(config.column(), meta, firstRows) : config.column();
        return new Projection(columns, meta.getPrimaryKeyList(), all);
    }

    private static CellLayout cells(OtsReaderConfig config, TableMeta meta) {
        Findings findings = new Findings();
        List<String> names = config.column().stream()
                .map(ReadColumn::name)
                .filter(name -> !AllColumns.STAR.equals(name))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            findings.check(
                    !meta.getPrimaryKeyMap().containsKey(names.get(i)),
                    "column[" + i + "]",
                    names.get(i) + " is a primary key column, which mode multiVersion reads in any case");
        }
        findings.throwIfAny("Name attribute columns only, or none for all of them.");
        return new CellLayout(meta.getPrimaryKeyList(), names);
    }

    private ReadApis apis(OtsReaderConfig config, KeyRange whole) {
        Versions versions = config.versions();
        RangeApi getRange = new GetRangeApi(client, scan, layout, versions);
        String obstacle = obstacle(versions, whole);
        boolean bulkExport = config.readApi() == ReadApi.BULK_EXPORT;
        if (bulkExport && obstacle != null) {
            throw new JobFailure("BulkExport cannot read " + obstacle, "Set readApi to auto.");
        }
        if (config.readApi() == ReadApi.GET_RANGE || obstacle != null) {
            return new ReadApis(getRange, getRange);
        }
        RangeApi export = new BulkExportApi(client, scan, (Projection) layout);
        return new ReadApis(export, bulkExport ? export : getRange);
    }

    /** What of the job BulkExport cannot do; null if it can do all. */
    private String obstacle(Versions versions, KeyRange whole) {
        if (!versions.equals(Versions.LATEST)) {
            return "other versions than the latest";
        }
        if (whole.isBackward()) {
            return "backward";
        }
        boolean named = layout instanceof Projection projection
                && !projection.columnsToExport().isEmpty();
        return named
                ? null
                : "columns that are not named, or more than " + Projection.MAX_COLUMNS_TO_GET + " with the primary key";
    }
}
