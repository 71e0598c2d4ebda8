package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.AsyncClient;
import com.alicloud.openservices.tablestore.AsyncTimeseriesClient;
import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.core.ResourceManager;
import com.alicloud.openservices.tablestore.core.auth.CredentialsProvider;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkImportResponse;
import com.alicloud.openservices.tablestore.model.BulkExportRequest;
import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.ComputeSplitsBySizeRequest;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.NoRetryStrategy;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Split;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.timeseries.CreateTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.DescribeTimeseriesTableRequest;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.PutTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.SplitTimeseriesScanTaskRequest;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesScanSplitInfo;
import com.alicloud.openservices.tablestore.model.tunnel.BulkExportQueryCriteria;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The connection to an instance: the SDK's client, its own retries off, its exceptions told apart. Answers are decoded on the
 * SDK's I/O threads. Safe for use from any thread.
 */
final class OtsClient implements AutoCloseable {
    /** Beyond the timeouts of the socket: what a healthy answer may take to be decoded on a busy machine. */
    private static final int GRACE_MILLIS = 60_000;

    private final Access access;
    private final AsyncClient client;
    private final AsyncTimeseriesClient timeseries;
    private final MessageCall bulkImport;
    private final MessageCall batchWriteRow;

    /** @param requests how many requests may be under way at once; each has a connection */
    OtsClient(Access access, int requests) {
        this.access = access;
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setRetryStrategy(new NoRetryStrategy());
        configuration.setSocketTimeoutInMillisecond(access.socketTimeoutInMillisecond());
        configuration.setConnectionTimeoutInMillisecond(access.connectTimeoutInMillisecond());
        configuration.setMaxConnections(requests);
        CredentialsProvider credentials = new OtsCredentials(access.keys());
        ResourceManager resources = new ResourceManager(configuration, new CallerRuns());
        this.client = new AsyncClient(access.endpoint(), credentials, access.instanceName(), configuration, resources);
        this.timeseries = client.asAsyncTimeseriesClient();
        MessageCall.Transport transport =
                new MessageCall.Transport(access, configuration, credentials, resources.getResources());
        this.bulkImport = new MessageCall(transport, "BulkImport", BulkImportResponse.getDefaultInstance());
        this.batchWriteRow = new MessageCall(transport, "BatchWriteRow", BatchWriteRowResponse.getDefaultInstance());
    }

    Access access() {
        return access;
    }

    /**
     * The table's primary key and predefined columns.
     *
     * @throws JobFailure if there is no such table, with the nearest name that there is
     */
    TableMeta describe(String table, JobContext job) {
        return describeWithStream(table, job).getTableMeta();
    }

    /** The same, and its stream. */
    DescribeTableResponse describeWithStream(String table, JobContext job) {
        try {
            return describeTable(table, job);
        } catch (JobFailure e) {
            throw ServiceError.hasCode(e, "OTSObjectNotExist") ? missing(table, e, job) : e;
        }
    }

    /** The same, or nothing if there is no such table. */
    Optional<TableMeta> find(String table, JobContext job) {
        try {
            return Optional.of(describeTable(table, job).getTableMeta());
        } catch (JobFailure e) {
            if (ServiceError.hasCode(e, "OTSObjectNotExist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private DescribeTableResponse describeTable(String table, JobContext job) {
        return job.call("DescribeTable", () -> awaitFirst(client.describeTable(new DescribeTableRequest(table), null)));
    }

    /** The names of the instance's tables. */
    List<String> tables(JobContext job) {
        return job.call("ListTable", () -> awaitFirst(client.listTable(null)).getTableNames());
    }

    /** As {@link #await}, for what is asked before anything else: an address where another service answers is not tried again. */
    private <T> T awaitFirst(Future<T> answer) {
        try {
            return await(answer);
        } catch (TransientFailure e) {
            throw ServiceError.isMisdirected(e) ? new JobFailure(e.getMessage(), "Check endpoint.", e) : e;
        }
    }

    /** Makes a request that has no method of its own here, and waits for the answer. */
    <T> T ask(String operation, Function<AsyncClient, Future<T>> request, JobContext job) {
        return job.call(operation, () -> await(send(request)));
    }

    /** Makes a request that has no method of its own here. */
    <T> Future<T> send(Function<AsyncClient, Future<T>> request) {
        return request.apply(client);
    }

    Future<GetRangeResponse> getRange(RangeRowQueryCriteria criteria) {
        return client.getRange(new GetRangeRequest(criteria), null);
    }

    Future<BulkExportResponse> bulkExport(BulkExportQueryCriteria criteria) {
        return client.bulkExport(new BulkExportRequest(criteria), null);
    }

    /** Reads one page of a range. */
    GetRangeResponse page(RangeRowQueryCriteria criteria, JobContext job) {
        return job.call("GetRange", () -> await(getRange(criteria)));
    }

    /** Cuts the whole table into pieces of about that size. */
    List<Split> pieces(String table, long unitBytes, JobContext job) {
        ComputeSplitsBySizeRequest request = new ComputeSplitsBySizeRequest(table, 1, unitBytes);
        return job.call(
                "ComputeSplitPointsBySize",
                () -> await(client.computeSplitsBySize(request, null)).getSplits());
    }

    /** BulkImport with messages that are ready. */
    MessageCall bulkImport() {
        return bulkImport;
    }

    /** BatchWriteRow with messages that are ready. */
    MessageCall batchWriteRow() {
        return batchWriteRow;
    }

    /** @throws JobFailure if there is no such time series table */
    void describeTimeseries(String table, JobContext job) {
        try {
            job.call(
                    "DescribeTimeseriesTable",
                    () -> awaitFirst(
                            timeseries.describeTimeseriesTable(new DescribeTimeseriesTableRequest(table), null)));
        } catch (JobFailure e) {
            if (ServiceError.hasCode(e, "OTSObjectNotExist")) {
                throw new JobFailure(
                        "the time series table " + table + " does not exist: " + e.getMessage(),
                        "Check table, instanceName and isTimeseriesTable.",
                        e.getCause());
            }
            throw e;
        }
    }

    /** Whether there is a time series table of that name. */
    boolean isTimeseries(String table, JobContext job) {
        try {
            describeTimeseries(table, job);
            return true;
        } catch (JobFailure e) {
            if (ServiceError.hasCode(e, "OTSObjectNotExist")) {
                return false;
            }
            throw e;
        }
    }

    List<TimeseriesScanSplitInfo> timeseriesPieces(SplitTimeseriesScanTaskRequest request, JobContext job) {
        return job.call(
                "SplitTimeseriesScanTask",
                () -> await(timeseries.splitTimeseriesScanTask(request, null)).getSplitInfos());
    }

    Future<ScanTimeseriesDataResponse> scanTimeseries(ScanTimeseriesDataRequest request) {
        return timeseries.scanTimeseriesData(request, null);
    }

    Future<PutTimeseriesDataResponse> putTimeseries(PutTimeseriesDataRequest request) {
        return timeseries.putTimeseriesData(request, null);
    }

    /** Makes a time series table, or leaves it if there is one of that name. */
    void create(CreateTimeseriesTableRequest request, JobContext job) {
        create("CreateTimeseriesTable", () -> await(timeseries.createTimeseriesTable(request, null)), job);
    }

    /** Makes a table, or leaves it if there is one of that name. */
    void create(CreateTableRequest request, JobContext job) {
        create("CreateTable", () -> await(client.createTable(request, null)), job);
    }

    private static void create(String operation, Callable<?> call, JobContext job) {
        try {
            job.call(operation, call);
        } catch (JobFailure e) {
            if (!ServiceError.hasCode(e, "OTSObjectAlreadyExist")) {
                throw e;
            }
        }
    }

    /**
     * Waits for an answer.
     *
     * @throws Failure of the kind that fits, for anything but a result
     */
    <T> T await(Future<T> answer) {
        long patience =
                (long) access.socketTimeoutInMillisecond() + access.connectTimeoutInMillisecond() + GRACE_MILLIS;
        try {
            return answer.get(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FatalFailure("interrupted while waiting for " + access, "", e);
        } catch (TimeoutException e) {
            throw new TransientFailure(access + " did not answer for " + patience + " ms", e);
        } catch (ExecutionException e) {
            throw new FatalFailure(access + " could not be asked: " + e.getCause(), "", e);
        } catch (RuntimeException e) {
            throw ServiceError.failureOf(access, e);
        }
    }

    /** Also when the thread was interrupted: the SDK would else leave its I/O threads running. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            client.shutdown();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JobFailure missing(String table, JobFailure refusal, JobContext job) {
        String action = "Check table and instanceName.";
        try {
            List<String> tables = tables(job);
            action = tables.isEmpty()
                    ? "The instance has no tables; check instanceName."
                    : NearestName.of(table, tables)
                            .map(nearest -> "Did you mean \"" + nearest + "\"?")
                            .orElse("The instance has the tables " + NearestName.some(tables) + ".");
        } catch (Failure e) {
            refusal.addSuppressed(e);
        }
        return new JobFailure("the table " + table + " does not exist: " + refusal.getMessage(), action, refusal);
    }
}
