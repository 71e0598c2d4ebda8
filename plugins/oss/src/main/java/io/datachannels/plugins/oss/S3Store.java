package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of a store that speaks S3. The one class that calls the SDK, which neither retries nor starts threads. */
final class S3Store implements ObjectStore {
    private static final String GONE = "NoSuchKey";
    private static final String EXISTS = "PreconditionFailed";
    /** Statuses that may be of many reasons, of which the service tells in the body. */
    private static final Set<Integer> UNTOLD = Set.of(301, 307, 400, 403);

    private static final int PAGE = 1000;
    private static final int LEAST_PART = 5 << 20;

    private final S3Client client;
    private final String bucket;
    private final StoreCalls<S3Client> calls;

    S3Store(Account account) {
        this.bucket = account.bucket();
        this.client = S3Clients.of(account, account.keys());
        this.calls = new StoreCalls<>(client, Protocol.S3, bucket, S3Failures::of);
    }

    @Override
    public String address(String key) {
        return calls.address(key);
    }

    @Override
    public Page<StoredObject> list(String prefix, String token, int limit) {
        return calls.call("ListObjectsV2", prefix, s3 -> {
            ListObjectsV2Response page = s3.listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix)
                    .maxKeys(limit)
                    .continuationToken(token)
                    .encodingType(EncodingType.URL));
            List<StoredObject> items = page.contents().stream()
                    .map(each -> new StoredObject(each.key(), each.size(), each.eTag(), ""))
                    .toList();
            return new Page<>(items, next(page));
        });
    }

    /** A store that knows only the first version of the call says that there is more, and not what to ask for. */
    private static String next(ListObjectsV2Response page) {
        boolean more = Boolean.TRUE.equals(page.isTruncated());
        String token = page.nextContinuationToken();
        if (more && (token == null || token.isEmpty())) {
            throw new JobFailure(
                    "this store lists the first " + page.contents().size() + " objects and does not say how to go on",
                    "It must know ListObjectsV2; name the objects one by one, or ask for a newer release of the store.");
        }
        return more ? token : null;
    }

    @Override
    public StoredObject head(String key) {
        return calls.call("HeadObject", key, s3 -> {
            try {
                HeadObjectResponse answer =
                        s3.headObject(request -> request.bucket(bucket).key(key));
                return new StoredObject(key, answer.contentLength(), answer.eTag(), "");
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return null;
                }
                throw UNTOLD.contains(e.statusCode()) ? reason(e, key) : e;
            }
        });
    }

    /** Why asking for an object was refused, which the answer to HEAD has no body to say: that to GET does. */
    private S3Exception reason(S3Exception refused, String key) {
        try (ResponseInputStream<GetObjectResponse> answer =
                client.getObject(request -> request.bucket(bucket).key(key).range("bytes=0-0"))) {
            answer.abort();
            return refused;
        } catch (S3Exception e) {
            return e;
        } catch (IOException e) {
            return refused;
        }
    }

    @Override
    public ObjectBody get(String key, String etag, long from, long to) {
        return calls.call("GetObject", key, s3 -> {
            try {
                ResponseInputStream<GetObjectResponse> answer = s3.getObject(request ->
                        request.bucket(bucket).key(key).ifMatch(etag).range("bytes=" + from + "-" + (to - 1)));
                checkAnswer(answer, key, etag, from);
                return new ObjectBody(answer, "", () -> "", answer::abort);
            } catch (S3Exception e) {
                String code = S3Failures.code(e);
                if (e.statusCode() == 412 || code.equals(GONE) || e.statusCode() == 416) {
                    throw Bucket.replaced(address(key));
                }
                throw e;
            }
        });
    }

    /** Whether the store did what it was asked for: not every one goes by If-Match and by ranges. */
    private void checkAnswer(ResponseInputStream<GetObjectResponse> answer, String key, String etag, long from) {
        String given = answer.response().eTag();
        String range = answer.response().contentRange();
        if (given != null && !Md5.unquoted(given).equals(Md5.unquoted(etag))) {
            answer.abort();
            throw Bucket.replaced(address(key));
        }
        if (from > 0 && (range == null || !range.startsWith("bytes " + from + "-"))) {
            answer.abort();
            throw new FatalFailure(
                    "GetObject " + address(key) + ": the answer does not begin with byte " + from
                            + ", which was asked for",
                    "Look for a proxy or gateway in between: a store must know the header Range.");
        }
    }

    @Override
    public boolean put(String key, byte[] bytes, ObjectTraits traits, boolean keepExisting) {
        return calls.call("PutObject", key, s3 -> {
            try {
                s3.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .contentType(traits.contentType())
                                .contentMD5(Md5.base64(bytes, bytes.length))
                                .serverSideEncryption(encryption(traits))
                                .ifNoneMatch(keepExisting ? "*" : null),
                        RequestBody.fromBytes(bytes));
                return true;
            } catch (S3Exception e) {
                if (keepExisting && S3Failures.code(e).equals(EXISTS)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public List<String> delete(List<String> keys) {
        List<ObjectIdentifier> all = keys.stream()
                .map(each -> ObjectIdentifier.builder().key(each).build())
                .toList();
        return calls.call("DeleteObjects", keys.get(0), s3 -> {
            try {
                return s3
                        .deleteObjects(request -> request.bucket(bucket)
                                .delete(delete -> delete.quiet(true).objects(all)))
                        .errors()
                        .stream()
                        .filter(each -> !GONE.equals(each.code())) // which is no error everywhere
                        .map(S3Error::key)
                        .toList();
            } catch (S3Exception e) {
                if (e.statusCode() != 501) {
                    throw e;
                }
                // not every store knows the call
                keys.forEach(each ->
                        s3.deleteObject(request -> request.bucket(bucket).key(each)));
                return List.of();
            }
        });
    }

    @Override
    public String initiate(String key, ObjectTraits traits) {
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(traits.contentType())
                .serverSideEncryption(encryption(traits))
                .build();
        return calls.call(
                "CreateMultipartUpload",
                key,
                s3 -> s3.createMultipartUpload(request).uploadId());
    }

    @Override
    public Part upload(String key, String id, int number, byte[] bytes, int length) {
        return calls.call("UploadPart", key, s3 -> {
            String etag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentMD5(Md5.base64(bytes, length)),
                            RequestBody.fromContentProvider(
                                    () -> new ByteArrayInputStream(bytes, 0, length),
                                    length,
                                    "application/octet-stream"))
                    .eTag();
            return new Part(number, etag, length, "");
        });
    }

    @Override
    public int leastPart() {
        return LEAST_PART;
    }

    @Override
    public Part unsent(int number, byte[] bytes) {
        return new Part(number, Md5.hex(bytes), bytes.length, "");
    }

    @Override
    public Completion complete(ObjectReport report, boolean keepExisting) {
        return calls.call("CompleteMultipartUpload", report.object(), s3 -> {
            List<CompletedPart> parts = report.parts().stream()
                    .map(each -> CompletedPart.builder()
                            .partNumber(each.number())
                            .eTag(each.etag())
                            .build())
                    .toList();
            try {
                s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(report.object())
                        .uploadId(report.uploadId())
                        .multipartUpload(upload -> upload.parts(parts))
                        .ifNoneMatch(keepExisting ? "*" : null));
                return Completion.DONE;
            } catch (S3Exception e) {
                String code = S3Failures.code(e);
                if (code.equals(Completion.NO_UPLOAD.toString())) {
                    return Completion.NO_UPLOAD;
                } else if (keepExisting && code.equals(EXISTS)) {
                    return Completion.EXISTS;
                }
                throw e;
            }
        });
    }

    @Override
    public void abort(String key, String id) {
        calls.call("AbortMultipartUpload", key, s3 -> {
            try {
                return s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(id));
            } catch (S3Exception e) {
                if (S3Failures.code(e).equals(Completion.NO_UPLOAD.toString())) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** The token is the last upload's id and key. */
    @Override
    public Page<UnfinishedUpload> uploads(String prefix, String token) {
        ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxUploads(PAGE)
                .encodingType(EncodingType.URL);
        if (token != null) {
            int cut = token.indexOf(' ');
            request.uploadIdMarker(token.substring(0, cut)).keyMarker(token.substring(cut + 1));
        }
        return calls.call("ListMultipartUploads", prefix, s3 -> {
            ListMultipartUploadsResponse page = s3.listMultipartUploads(request.build());
            List<UnfinishedUpload> items = page.uploads().stream()
                    .map(each -> new UnfinishedUpload(
                            each.key(), each.uploadId(), each.initiated().getEpochSecond()))
                    .toList();
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            return new Page<>(items, more ? page.nextUploadIdMarker() + " " + page.nextKeyMarker() : null);
        });
    }

    /** By the ETag, which for an object of parts is a hash of theirs. */
    @Override
    public boolean isSame(ObjectReport report, StoredObject there) {
        return there.size() == report.bytes() && (report.parts().isEmpty() || Md5.isOf(report.parts(), there.etag()));
    }

    @Override
    public boolean isDenied(JobFailure failure) {
        return S3Failures.isDenied(failure);
    }

    @Override
    public void close() {
        client.close();
    }

    private static String encryption(ObjectTraits traits) {
        return traits.encryption().isEmpty() ? null : traits.encryption();
    }
}
