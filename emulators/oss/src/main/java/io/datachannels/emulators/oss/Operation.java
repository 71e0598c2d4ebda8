package io.datachannels.emulators.oss;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The operations that are served, by the names that faults know them by. */
enum Operation {
    ListBuckets,
    PutBucket,
    HeadBucket,
    DeleteBucket,
    GetBucketAcl,
    GetBucketInfo,
    GetBucketLocation,
    ListObjects,
    ListObjectsV2,
    ListMultipartUploads,
    DeleteObjects,
    PutObject,
    CopyObject,
    AppendObject,
    GetObject,
    HeadObject,
    GetObjectMeta,
    DeleteObject,
    InitiateMultipartUpload,
    UploadPart,
    UploadPartCopy,
    CompleteMultipartUpload,
    AbortMultipartUpload,
    ListParts,
    Unknown;

    private static final String UPLOAD_ID = "uploadId";
    private static final String COPY_SOURCE = "x-oss-copy-source";

    /** Sub-resources that change what a call means; one that is not served must not pass for a plain call. */
    private static final Set<String> KNOWN = Set.of(
            "acl",
            "bucketInfo",
            "location",
            "uploads",
            "delete",
            "append",
            "objectMeta",
            "uploadId",
            "partNumber",
            "position",
            "continuation-token",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "security-token",
            "sequential",
            "x-oss-traffic-limit",
            "x-oss-request-payer",
            "x-oss-ac-source-ip",
            "x-oss-ac-subnet-mask",
            "x-oss-ac-vpc-id",
            "x-oss-ac-forward-allow");

    /** What the query of a served call of S3 may have. */
    private static final Set<String> KNOWN_S3 = Set.of(
            "location",
            "uploads",
            "delete",
            "uploadId",
            "partNumber",
            "list-type",
            "prefix",
            "delimiter",
            "marker",
            "max-keys",
            "start-after",
            "fetch-owner",
            "encoding-type",
            "continuation-token",
            "key-marker",
            "upload-id-marker",
            "max-uploads",
            "max-parts",
            "part-number-marker",
            "max-buckets",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "x-id");

    /** As {@link #of}, for a request of S3, whose headers are those of OSS by now. */
    static Operation ofS3(
            String method, String bucket, String key, Map<String, String> query, Map<String, String> headers) {
        boolean foreign = query.keySet().stream()
                .anyMatch(name -> !KNOWN_S3.contains(name)
                        && !name.toLowerCase(Locale.ROOT).startsWith("x-amz-"));
        boolean part = query.containsKey("partNumber") && !query.containsKey(UPLOAD_ID);
        if (foreign || part) {
            return Unknown;
        }
        if (method.equals("HEAD") && !bucket.isEmpty() && key.isEmpty()) {
            return HeadBucket;
        }
        return of(method, bucket, key, query, headers);
    }

    /** What a request asks for; bucket and key are "" where it names none. */
    static Operation of(
            String method, String bucket, String key, Map<String, String> query, Map<String, String> headers) {
        boolean foreign = query.keySet().stream()
                .anyMatch(name -> SignatureV1.SUB_RESOURCES.contains(name) && !KNOWN.contains(name));
        if (foreign) {
            return Unknown;
        }
        if (bucket.isEmpty()) {
            return method.equals("GET") ? ListBuckets : Unknown;
        }
        return key.isEmpty() ? ofBucket(method, query) : ofObject(method, query, headers);
    }

    private static Operation ofBucket(String method, Map<String, String> query) {
        return switch (method) {
            case "GET" -> ofBucketGet(query);
            case "PUT" -> query.containsKey("acl") ? Unknown : PutBucket;
            case "DELETE" -> DeleteBucket;
            case "POST" -> query.containsKey("delete") ? DeleteObjects : Unknown;
            default -> Unknown;
        };
    }

    private static Operation ofBucketGet(Map<String, String> query) {
        if (query.containsKey("acl")) {
            return GetBucketAcl;
        } else if (query.containsKey("bucketInfo")) {
            return GetBucketInfo;
        } else if (query.containsKey("location")) {
            return GetBucketLocation;
        } else if (query.containsKey("uploads")) {
            return ListMultipartUploads;
        }
        return "2".equals(query.get("list-type")) ? ListObjectsV2 : ListObjects;
    }

    private static Operation ofObject(String method, Map<String, String> query, Map<String, String> headers) {
        if (query.containsKey("acl")) {
            return Unknown;
        }
        boolean upload = query.containsKey(UPLOAD_ID);
        boolean copy = headers.containsKey(COPY_SOURCE);
        return switch (method) {
            case "PUT" -> upload ? (copy ? UploadPartCopy : UploadPart) : (copy ? CopyObject : PutObject);
            case "POST" -> ofPost(query);
            case "GET" -> upload ? ListParts : query.containsKey("objectMeta") ? GetObjectMeta : GetObject;
            case "HEAD" -> query.containsKey("objectMeta") ? GetObjectMeta : HeadObject;
            case "DELETE" -> upload ? AbortMultipartUpload : DeleteObject;
            default -> Unknown;
        };
    }

    private static Operation ofPost(Map<String, String> query) {
        if (query.containsKey("append")) {
            return AppendObject;
        } else if (query.containsKey("uploads")) {
            return InitiateMultipartUpload;
        }
        return query.containsKey(UPLOAD_ID) ? CompleteMultipartUpload : Unknown;
    }
}
