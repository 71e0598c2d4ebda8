package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.Refusal;
import io.datachannels.emulators.http.Service;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.Store;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls: who asks, what for, and with what result. */
final class MaxComputeService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(MaxComputeService.class);

    private final Authenticator authenticator;
    private final Faults faults;
    private final MetaCalls meta;
    private final InstanceCalls instances;
    private final TunnelCalls tunnel;
    private final AtomicLong requests;

    MaxComputeService(Store store, Authenticator authenticator, Faults faults, long firstRequest) {
        this.authenticator = authenticator;
        this.faults = faults;
        this.meta = new MetaCalls(store);
        this.instances = new InstanceCalls(store);
        this.tunnel = new TunnelCalls(store, faults);
        this.requests = new AtomicLong(firstRequest);
    }

    @Override
    public String operation(Exchange exchange) {
        try {
            return new Call(exchange).operation().name();
        } catch (IllegalArgumentException e) {
            return Operation.Unknown.name();
        }
    }

    @Override
    public void serve(String operation, Exchange exchange) throws IOException {
        String id = requestId();
        reply(operation, exchange, id).with("x-odps-request-id", id).send(exchange);
    }

    @Override
    public void refuse(Fault fault, String operation, Exchange exchange) throws IOException {
        Refusal told = fault.kind() == Fault.Kind.THROTTLE
                ? fault.refusal().or(429, "FlowExceeded", "Your flow quota is exceeded.")
                : fault.refusal().or(500, "InternalServerError", "Service internal error, please try again later.");
        ServiceError error = new ServiceError(told.status(), told.code(), told.message());
        String id = requestId();
        error(error, operation, exchange, id).with("x-odps-request-id", id).send(exchange);
    }

    private Reply reply(String operation, Exchange exchange, String id) throws IOException {
        try {
            Call call = new Call(exchange);
            authenticator.check(call);
            if (call.operation() == Operation.UploadBlock && faults.shows(operation, Fault.Kind.CORRUPT)) {
                throw new ServiceError(
                        400, "CorruptedDataStream", "The data stream was corrupted, please try again later.");
            }
            return call(call);
        } catch (ServiceError e) {
            return error(e, operation, exchange, id);
        } catch (IllegalArgumentException e) {
            return error(
                    new ServiceError(400, "InvalidParameter", "The call cannot be read: " + e.getMessage()),
                    operation,
                    exchange,
                    id);
        } catch (IOException e) {
            LOG.debug("{} {} failed", exchange.method(), exchange.rawPath(), e);
            return error(
                    new ServiceError(500, "InternalServerError", "The call failed in the emulator: " + e.getMessage()),
                    operation,
                    exchange,
                    id);
        }
    }

    private static Reply error(ServiceError error, String operation, Exchange exchange, String id) {
        return Reply.error(error, Operation.valueOf(operation).isTunnel(), id, String.valueOf(exchange.header("Host")));
    }

    private Reply call(Call call) throws IOException {
        return switch (call.operation()) {
            case ListProjects -> meta.projects(call);
            case GetProject -> meta.project(call);
            case ListSchemas -> meta.schemas(call);
            case GetSchema -> meta.schema(call);
            case CreateSchema -> meta.createSchema(call);
            case DeleteSchema -> meta.deleteSchema(call);
            case ListTables -> meta.tables(call);
            case GetTable -> meta.table(call);
            case ListPartitions -> meta.partitions(call);
            case GetPartition -> meta.partition(call);
            case CreateInstance -> instances.create(call);
            case GetInstance -> instances.get(call);
            case PutLogs -> Reply.text(200, "");
            case GetTunnel -> Reply.text(200, String.valueOf(call.headers().get("host")));
            case CreateUpload -> tunnel.createUpload(call);
            case UploadBlock -> tunnel.block(call);
            case GetUpload -> tunnel.upload(call);
            case CommitUpload -> tunnel.commit(call);
            case CreateDownload -> tunnel.createDownload(call);
            case GetDownload -> tunnel.download(call);
            case DownloadData -> tunnel.data(call);
            case Unknown ->
                throw new ServiceError(501, "NotImplemented", "This emulator does not serve the operation.");
        };
    }

    private String requestId() {
        return String.format(Locale.ROOT, "%024X", requests.incrementAndGet());
    }
}
