package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.OssConnection.quiet;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.MultipartUploadListing;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.UploadPartRequest;
import com.aliyun.oss.model.UploadPartResult;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** The multipart uploads of a bucket. An upload is invisible until it is completed. Safe for use from any thread. */
final class Uploads {
    static final String FORBID_OVERWRITE = "x-oss-forbid-overwrite";
    static final String EXISTS = "FileAlreadyExists";
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private final Bucket bucket;

    /**
     * An unfinished upload.
     *
     * @param initiated when it began, in the service's time, to the second
     */
    record Unfinished(String key, String id, long initiated) {}

    Uploads(Bucket bucket) {
        this.bucket = bucket;
    }

    String initiate(String key) {
        return bucket.call("InitiateMultipartUpload", key, client -> {
            ObjectMetadata meta = new ObjectMetadata();
            meta.setContentType("text/csv");
            return client.initiateMultipartUpload(quiet(new InitiateMultipartUploadRequest(bucket.name(), key, meta)))
                    .getUploadId();
        });
    }

    /** Stores the first {@code length} bytes as a part; made again, it replaces the part. */
    Part upload(String key, String id, int number, byte[] bytes, int length) {
        return bucket.call("UploadPart", key, client -> {
            UploadPartResult result = client.uploadPart(quiet(new UploadPartRequest(
                    bucket.name(), key, id, number, new ByteArrayInputStream(bytes, 0, length), length)));
            return new Part(number, result.getETag(), length, Long.toUnsignedString(result.getClientCRC()));
        });
    }

    /**
     * Makes the object visible. Again after it was done, or after its answer was lost, it finds the object and is content.
     *
     * @param keepExisting whether an object of that name must not be replaced
     */
    void complete(ObjectReport report, boolean keepExisting) {
        String refused = bucket.call("CompleteMultipartUpload", report.object(), client -> {
            List<PartETag> parts = new ArrayList<>();
            report.parts().forEach(each -> parts.add(new PartETag(each.number(), each.etag())));
            CompleteMultipartUploadRequest request =
                    quiet(new CompleteMultipartUploadRequest(bucket.name(), report.object(), report.uploadId(), parts));
            if (keepExisting) {
                request.addHeader(FORBID_OVERWRITE, "true");
            }
            try {
                CompleteMultipartUploadResult result = client.completeMultipartUpload(request);
                Long crc = result.getServerCRC();
                return crc == null || report.crc64().equals(Long.toUnsignedString(crc)) ? "" : "checksum " + crc;
            } catch (OSSException e) {
                String code = OssFailures.code(e);
                if (code.equals(NO_SUCH_UPLOAD) || keepExisting && code.equals(EXISTS)) {
                    return code;
                }
                throw e;
            }
        });
        if (!refused.isEmpty()) {
            expect(report, refused);
        }
    }

    /** Removes an upload and its parts; one that is not there counts as removed. */
    void abort(String key, String id) {
        bucket.call("AbortMultipartUpload", key, client -> {
            try {
                return client.abortMultipartUpload(quiet(new AbortMultipartUploadRequest(bucket.name(), key, id)));
            } catch (OSSException e) {
                if (OssFailures.code(e).equals(NO_SUCH_UPLOAD)) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** The unfinished uploads whose keys begin with the prefix. */
    List<Unfinished> list(String prefix) {
        List<Unfinished> found = new ArrayList<>();
        ListMultipartUploadsRequest request = quiet(new ListMultipartUploadsRequest(bucket.name()));
        request.setPrefix(prefix);
        request.setMaxUploads(1000);
        while (true) {
            MultipartUploadListing page =
                    bucket.call("ListMultipartUploads", prefix, client -> client.listMultipartUploads(request));
            for (MultipartUpload each : page.getMultipartUploads()) {
                found.add(new Unfinished(
                        each.getKey(), each.getUploadId(), each.getInitiated().getTime() / 1000));
            }
            if (!page.isTruncated()) {
                return found;
            }
            request.setKeyMarker(page.getNextKeyMarker());
            request.setUploadIdMarker(page.getNextUploadIdMarker());
        }
    }

    /** Makes sure that the object is there as it was uploaded. */
    void expect(ObjectReport report, String refused) {
        StoredObject there = bucket.find(report.object());
        String name = bucket.describe(report.object());
        if (there != null && isSame(report, there)) {
            if (refused.equals(EXISTS) && !report.uploadId().isEmpty()) {
                abort(report.object(), report.uploadId());
            }
            return;
        }
        if (refused.equals(EXISTS)) {
            throw new JobFailure(
                    name + " was written by someone else while the job ran",
                    "Remove it, or choose another object or writeMode.");
        }
        throw new FatalFailure(
                name + " could not be completed (" + refused + "): expected " + report.bytes() + " bytes with checksum "
                        + report.crc64() + ", "
                        + (there == null
                                ? "but there is no such object"
                                : "but it has " + there.size() + " bytes with checksum " + there.crc64()),
                "See who aborts uploads or writes to this name, such as a lifecycle rule or another job, and run the job again.");
    }

    /** Whether the object is what was uploaded. */
    static boolean isSame(ObjectReport report, StoredObject there) {
        return there.size() == report.bytes()
                && (there.crc64().isEmpty() || there.crc64().equals(report.crc64()));
    }
}
