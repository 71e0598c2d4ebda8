package io.datachannels.plugins.oss;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.MultipartUploadListing;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.UploadPartRequest;
import com.aliyun.oss.model.UploadPartResult;
import com.aliyun.oss.model.WebServiceRequest;
import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bucket of OSS. The one class that calls the SDK, which neither retries nor starts threads. */
final class OssStore implements ObjectStore {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;
    /** How names come in lists of objects: XML lacks some of the characters that they may have. */
    private static final String ENCODED = "url";

    private static final int PAGE = 1000;
    private static final int LEAST_PART = 100 * 1024;
    private static final String FORBID_OVERWRITE = "x-oss-forbid-overwrite";

    private final OSS client;
    private final String bucket;
    private final StoreCalls<OSS> calls;

    OssStore(Account account, int channels) {
        this.bucket = account.bucket();
        ClientBuilderConfiguration config = new ClientBuilderConfiguration();
        config.setMaxErrorRetry(0);
        config.setUseReaper(false);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setSocketTimeout(ANSWER_MILLIS);
        config.setConnectionRequestTimeout(ANSWER_MILLIS); // for one of the pool; without it, for ever
        config.setMaxConnections(Math.max(8, 2 * channels + 2));
        if (account.hasRegion()) {
            config.setSignatureVersion(SignVersion.V4);
        }
        config.setSupportCname(true); // as in DataX: a host that is none of the service's is a domain of the bucket
        if (account.hasCname()) {
            config.setCnameExcludeList(List.of(account.cname().trim().toLowerCase(Locale.ROOT)));
        }
        OSSClientBuilder.OSSClientBuilderImpl builder = OSSClientBuilder.create()
                .endpoint(account.address())
                .credentialsProvider(new OssCredentials(account.keys()))
                .clientConfiguration(config);
        if (account.hasRegion()) {
            builder.region(account.region());
        }
        this.client = builder.build();
        this.calls = new StoreCalls<>(client, Protocol.OSS, bucket, OssFailures::of);
    }

    @Override
    public String address(String key) {
        return calls.address(key);
    }

    @Override
    public Page<StoredObject> list(String prefix, String token, int limit) {
        return calls.call("ListObjectsV2", prefix, oss -> {
            ListObjectsV2Request request = quiet(new ListObjectsV2Request(bucket, prefix));
            request.setMaxKeys(limit);
            request.setContinuationToken(token);
            request.setEncodingType(ENCODED);
            ListObjectsV2Result page = oss.listObjectsV2(request);
            boolean encoded = ENCODED.equals(page.getEncodingType());
            List<StoredObject> items = page.getObjectSummaries().stream()
                    .map(each -> new StoredObject(decoded(each.getKey(), encoded), each.getSize(), each.getETag(), ""))
                    .toList();
            return new Page<>(items, page.isTruncated() ? decoded(page.getNextContinuationToken(), encoded) : null);
        });
    }

    @Override
    public StoredObject head(String key) {
        return calls.call("HeadObject", key, oss -> {
            try {
                ObjectMetadata meta = oss.getObjectMetadata(quiet(new GenericRequest(bucket, key)));
                return new StoredObject(key, meta.getContentLength(), meta.getETag(), text(meta.getServerCRC()));
            } catch (OSSException e) {
                if (OssFailures.code(e).equals("NoSuchKey")) {
                    return null;
                }
                throw e;
            }
        });
    }

    @Override
    public ObjectBody get(String key, String etag, long from, long to) {
        return calls.call("GetObject", key, oss -> {
            GetObjectRequest request = quiet(new GetObjectRequest(bucket, key));
            request.setMatchingETagConstraints(List.of(etag));
            request.setRange(from, to - 1);
            try {
                OSSObject answer = oss.getObject(request);
                String crc64 = text(answer.getObjectMetadata().getServerCRC());
                InputStream content = answer.getObjectContent();
                return new ObjectBody(content, crc64, () -> text(IOUtils.getCRCValue(content)), () -> drop(answer));
            } catch (OSSException e) {
                String code = OssFailures.code(e);
                if (code.equals("PreconditionFailed") || code.equals("NoSuchKey") || code.equals("InvalidRange")) {
                    throw Bucket.replaced(address(key));
                }
                throw e;
            }
        });
    }

    @Override
    public boolean put(String key, byte[] bytes, ObjectTraits traits, boolean keepExisting) {
        return calls.call("PutObject", key, oss -> {
            ObjectMetadata meta = metadata(traits);
            meta.setContentLength(bytes.length);
            PutObjectRequest request = quiet(new PutObjectRequest(bucket, key, new ByteArrayInputStream(bytes), meta));
            if (keepExisting) {
                request.addHeader(FORBID_OVERWRITE, "true");
            }
            try {
                oss.putObject(request);
                return true;
            } catch (OSSException e) {
                if (keepExisting && OssFailures.code(e).equals(Completion.EXISTS.toString())) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public List<String> delete(List<String> keys) {
        return calls.call("DeleteObjects", keys.get(0), oss -> {
            List<String> left = new ArrayList<>(keys);
            left.removeAll(oss.deleteObjects(quiet(new DeleteObjectsRequest(bucket).withKeys(keys)))
                    .getDeletedObjects());
            return left;
        });
    }

    @Override
    public String initiate(String key, ObjectTraits traits) {
        return calls.call(
                "InitiateMultipartUpload",
                key,
                oss -> oss.initiateMultipartUpload(
                                quiet(new InitiateMultipartUploadRequest(bucket, key, metadata(traits))))
                        .getUploadId());
    }

    @Override
    public Part upload(String key, String id, int number, byte[] bytes, int length) {
        return calls.call("UploadPart", key, oss -> {
            UploadPartResult result = oss.uploadPart(quiet(new UploadPartRequest(
                    bucket, key, id, number, new ByteArrayInputStream(bytes, 0, length), length)));
            return new Part(number, result.getETag(), length, text(result.getClientCRC()));
        });
    }

    @Override
    public int leastPart() {
        return LEAST_PART;
    }

    @Override
    public Part unsent(int number, byte[] bytes) {
        return new Part(number, "", bytes.length, Crc64.of(bytes));
    }

    @Override
    public Completion complete(ObjectReport report, boolean keepExisting) {
        return calls.call("CompleteMultipartUpload", report.object(), oss -> {
            List<PartETag> parts = new ArrayList<>();
            report.parts().forEach(each -> parts.add(new PartETag(each.number(), each.etag())));
            CompleteMultipartUploadRequest request =
                    quiet(new CompleteMultipartUploadRequest(bucket, report.object(), report.uploadId(), parts));
            if (keepExisting) {
                request.addHeader(FORBID_OVERWRITE, "true");
            }
            try {
                String crc64 = text(oss.completeMultipartUpload(request).getServerCRC());
                return crc64.isEmpty() || crc64.equals(report.crc64()) ? Completion.DONE : Completion.CHANGED;
            } catch (OSSException e) {
                String code = OssFailures.code(e);
                if (code.equals(Completion.NO_UPLOAD.toString())) {
                    return Completion.NO_UPLOAD;
                } else if (keepExisting && code.equals(Completion.EXISTS.toString())) {
                    return Completion.EXISTS;
                }
                throw e;
            }
        });
    }

    @Override
    public void abort(String key, String id) {
        calls.call("AbortMultipartUpload", key, oss -> {
            try {
                return oss.abortMultipartUpload(quiet(new AbortMultipartUploadRequest(bucket, key, id)));
            } catch (OSSException e) {
                if (OssFailures.code(e).equals(Completion.NO_UPLOAD.toString())) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** The token is the last upload's id and key. */
    @Override
    public Page<UnfinishedUpload> uploads(String prefix, String token) {
        return calls.call("ListMultipartUploads", prefix, oss -> {
            ListMultipartUploadsRequest request = quiet(new ListMultipartUploadsRequest(bucket));
            request.setPrefix(prefix);
            request.setMaxUploads(PAGE);
            if (token != null) {
                int cut = token.indexOf(' ');
                request.setUploadIdMarker(token.substring(0, cut));
                request.setKeyMarker(token.substring(cut + 1));
            }
            MultipartUploadListing page = oss.listMultipartUploads(request);
            List<UnfinishedUpload> items = page.getMultipartUploads().stream()
                    .map(each -> new UnfinishedUpload(
                            each.getKey(),
                            each.getUploadId(),
                            each.getInitiated().getTime() / 1000))
                    .toList();
            return new Page<>(
                    items, page.isTruncated() ? page.getNextUploadIdMarker() + " " + page.getNextKeyMarker() : null);
        });
    }

    @Override
    public boolean isSame(ObjectReport report, StoredObject there) {
        return there.size() == report.bytes()
                && (there.crc64().isEmpty() || there.crc64().equals(report.crc64()));
    }

    @Override
    public boolean isDenied(JobFailure failure) {
        return OssFailures.isDenied(failure);
    }

    @Override
    public void close() {
        client.shutdown();
    }

    private static ObjectMetadata metadata(ObjectTraits traits) {
        ObjectMetadata meta = new ObjectMetadata();
        meta.setContentType(traits.contentType());
        if (!traits.encryption().isEmpty()) {
            meta.setServerSideEncryption(traits.encryption());
        }
        return meta;
    }

    private static String decoded(String name, boolean encoded) {
        return encoded ? URLDecoder.decode(name, StandardCharsets.UTF_8) : name;
    }

    private static String text(Long crc64) {
        return crc64 == null ? "" : Long.toUnsignedString(crc64);
    }

    private static void drop(OSSObject answer) {
        try {
            answer.forcedClose();
        } catch (IOException e) {
            // The connection is given up anyway.
        }
    }

    /** The request, without the SDK's warnings when it fails: the failure says all they say. */
    private static <R extends WebServiceRequest> R quiet(R request) {
        request.setLogEnabled(false);
        return request;
    }
}
