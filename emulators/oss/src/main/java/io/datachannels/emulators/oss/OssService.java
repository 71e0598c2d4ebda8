package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.Refusal;
import io.datachannels.emulators.http.Service;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: who asks, what for, and with what result. */
final class OssService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(OssService.class);

    private final Authenticator authenticator;
    private final S3Authenticator s3;
    private final BucketCalls buckets;
    private final ListCalls lists;
    private final ObjectCalls objects;
    private final DeleteCalls deletes;
    private final UploadCalls uploads;
    private final AtomicLong requests;

    OssService(ObjectStore store, Authenticator authenticator, Faults faults, long firstRequest) {
        this.authenticator = authenticator;
        this.s3 = new S3Authenticator(authenticator);
        this.buckets = new BucketCalls(store);
        this.lists = new ListCalls(store);
        this.objects = new ObjectCalls(store);
        this.deletes = new DeleteCalls(store, faults);
        this.uploads = new UploadCalls(store);
        this.requests = new AtomicLong(firstRequest);
    }

    @Override
    public String operation(Exchange exchange) {
        try {
            return new OssRequest(exchange).operation().name();
        } catch (OssError | IllegalArgumentException e) {
            return Operation.Unknown.name();
        }
    }

    @Override
    public void serve(String operation, Exchange exchange) throws IOException {
        String id = requestId();
        Dialect dialect = dialect(exchange);
        try (Reply reply = reply(exchange, dialect, id)) {
            reply.with("x-oss-request-id", id).send(exchange, dialect);
        }
    }

    @Override
    public void refuse(Fault fault, String operation, Exchange exchange) throws IOException {
        Refusal told = fault.kind() == Fault.Kind.THROTTLE
                ? fault.refusal().or(503, "QpsLimitExceeded", "Please reduce your request rate.")
                : fault.refusal().or(500, "InternalError", "We encountered an internal error. Please try again.");
        OssError error = new OssError(told.status(), told.code(), told.message());
        Dialect dialect = dialect(exchange);
        if (dialect == Dialect.S3) {
            error = S3Error.of(error);
        }
        String id = requestId();
        Reply.error(error, id, host(exchange)).with("x-oss-request-id", id).send(exchange, dialect);
    }

    /** @throws EOFException if the client breaks off */
    private Reply reply(Exchange exchange, Dialect dialect, String id) throws EOFException {
        try {
            return call(checked(new OssRequest(exchange)));
        } catch (OssError e) {
            return Reply.error(dialect == Dialect.S3 ? S3Error.of(e) : e, id, host(exchange));
        } catch (IllegalArgumentException e) {
            OssError error = new OssError(400, "InvalidArgument", "The request cannot be read: " + e.getMessage());
            return Reply.error(error, id, host(exchange));
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("{} {} failed", exchange.method(), exchange.rawPath(), e);
            return Reply.error(OssError.ofFolder(e), id, host(exchange));
        }
    }

    private OssRequest checked(OssRequest request) {
        if (request.dialect() == Dialect.S3) {
            return request.with(S3Body.of(request, s3.check(request)));
        }
        authenticator.check(request);
        return request;
    }

    private Reply call(OssRequest request) throws IOException {
        return switch (request.operation()) {
            case ListBuckets -> buckets.list(request);
            case PutBucket -> buckets.create(request);
            case HeadBucket -> buckets.head(request);
            case DeleteBucket -> buckets.delete(request);
            case GetBucketAcl -> buckets.acl(request);
            case GetBucketInfo -> buckets.info(request);
            case GetBucketLocation -> buckets.location(request);
            case ListObjects -> lists.objects(request);
            case ListObjectsV2 -> lists.objectsV2(request);
            case ListMultipartUploads -> lists.uploads(request);
            case DeleteObjects -> deletes.delete(request);
            case PutObject -> objects.put(request);
            case CopyObject -> objects.copy(request);
            case AppendObject -> objects.append(request);
            case GetObject -> objects.get(request);
            case HeadObject -> objects.head(request);
            case GetObjectMeta -> objects.meta(request);
            case DeleteObject -> objects.delete(request);
            case InitiateMultipartUpload -> uploads.start(request);
            case UploadPart -> uploads.put(request);
            case UploadPartCopy -> uploads.copy(request);
            case CompleteMultipartUpload -> uploads.complete(request);
            case AbortMultipartUpload -> uploads.abort(request);
            case ListParts -> uploads.parts(request);
            case Unknown -> throw new OssError(501, "NotImplemented", "This emulator does not serve the operation.");
        };
    }

    private static Dialect dialect(Exchange exchange) {
        return Dialect.of(exchange.headers(), exchange.query());
    }

    private static String host(Exchange exchange) {
        return String.valueOf(exchange.header("Host"));
    }

    private String requestId() {
        return String.format(Locale.ROOT, "%024X", requests.incrementAndGet());
    }
}
