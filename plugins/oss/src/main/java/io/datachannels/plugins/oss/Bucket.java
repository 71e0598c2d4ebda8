package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.OssConnection.quiet;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The objects of a bucket, as one job or one of its tasks asks for them. Safe for use from any thread. */
final class Bucket implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final int DELETE_PAGE = 1000;

    private final OssConnection connection;
    private final String name;
    private final JobContext context;

    private Bucket(OssConnection connection, String name, JobContext context) {
        this.connection = connection;
        this.name = name;
        this.context = context;
    }

    static Bucket connect(Account account, JobContext job) {
        return new Bucket(new OssConnection(account, job.channels()), account.bucket(), job);
    }

    /** The same bucket over the same connections, its calls made and counted for a task. Not to be closed. */
    Bucket on(JobContext task) {
        return new Bucket(connection, name, task);
    }

    Uploads uploads() {
        return new Uploads(this);
    }

    String name() {
        return name;
    }

    JobContext context() {
        return context;
    }

    /** The object as people write it. */
    String describe(String key) {
        return "oss://" + name + "/" + key;
    }

    /** The wanted objects whose keys begin with the prefix, in the order of their keys; up to a limit. */
    List<StoredObject> list(String prefix, int limit, Predicate<String> wanted) {
        List<StoredObject> found = new ArrayList<>();
        ListObjectsV2Request request = quiet(new ListObjectsV2Request(name, prefix));
        request.setMaxKeys(Math.min(limit, PAGE));
        while (true) {
            ListObjectsV2Result page = call("ListObjectsV2", prefix, client -> client.listObjectsV2(request));
            for (OSSObjectSummary each : page.getObjectSummaries()) {
                if (found.size() < limit && wanted.test(each.getKey())) {
                    found.add(new StoredObject(each.getKey(), each.getSize(), each.getETag(), ""));
                }
            }
            if (!page.isTruncated() || found.size() >= limit) {
                return found;
            }
            request.setContinuationToken(page.getNextContinuationToken());
        }
    }

    /** The first key in the bucket that begins with the prefix, or null. */
    String first(String prefix) {
        ListObjectsV2Request request = quiet(new ListObjectsV2Request(name, prefix));
        request.setMaxKeys(1);
        ListObjectsV2Result page = call("ListObjectsV2", prefix, client -> client.listObjectsV2(request));
        return page.getObjectSummaries().isEmpty()
                ? null
                : page.getObjectSummaries().get(0).getKey();
    }

    /** What the service knows of an object, or null if there is none of that key. */
    StoredObject find(String key) {
        return call("HeadObject", key, client -> {
            try {
                ObjectMetadata meta = client.getObjectMetadata(quiet(new GenericRequest(name, key)));
                Long crc = meta.getServerCRC();
                return new StoredObject(
                        key, meta.getContentLength(), meta.getETag(), crc == null ? "" : Long.toUnsignedString(crc));
            } catch (OSSException e) {
                if (OssFailures.code(e).equals("NoSuchKey")) {
                    return null;
                }
                throw e;
            }
        });
    }

    /**
     * Begins to fetch an object's bytes, in one call of its own that is made by the caller's.
     *
     * @param from the first byte
     * @throws FatalFailure if the object is not the one of that ETag any more
     */
    OSSObject open(String key, String etag, long from) {
        GetObjectRequest request = quiet(new GetObjectRequest(name, key));
        request.setMatchingETagConstraints(List.of(etag));
        if (from > 0) {
            request.setRange(from, -1);
        }
        try {
            return connection.direct(client -> client.getObject(request));
        } catch (OSSException e) {
            String code = OssFailures.code(e);
            if (code.equals("PreconditionFailed") || code.equals("NoSuchKey")) {
                throw new FatalFailure(
                        describe(key) + " was replaced or removed while the job read it",
                        "Run the job again when nothing writes to its source.",
                        e);
            }
            throw connection.failure("GetObject " + describe(key), e);
        } catch (RuntimeException e) {
            throw connection.failure("GetObject " + describe(key), e);
        }
    }

    /**
     * Stores an object without bytes.
     *
     * @return false if there is an object of that key already and it must not be replaced
     */
    boolean putEmpty(String key, boolean keepExisting) {
        return call("PutObject", key, client -> {
            ObjectMetadata meta = new ObjectMetadata();
            meta.setContentLength(0);
            PutObjectRequest request =
                    quiet(new PutObjectRequest(name, key, new ByteArrayInputStream(new byte[0]), meta));
            if (keepExisting) {
                request.addHeader(Uploads.FORBID_OVERWRITE, "true");
            }
            try {
                client.putObject(request);
                return true;
            } catch (OSSException e) {
                if (keepExisting && OssFailures.code(e).equals(Uploads.EXISTS)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Removes objects; one that is not there counts as removed. */
    void delete(List<String> keys) {
        for (int from = 0; from < keys.size(); from += DELETE_PAGE) {
            List<String> page = keys.subList(from, Math.min(keys.size(), from + DELETE_PAGE));
            List<String> deleted = call(
                    "DeleteObjects",
                    page.get(0),
                    client -> client.deleteObjects(quiet(new DeleteObjectsRequest(name).withKeys(page)))
                            .getDeletedObjects());
            List<String> left = new ArrayList<>(page);
            left.removeAll(deleted);
            if (!left.isEmpty()) {
                throw new FatalFailure(
                        "the service did not remove " + left.size() + " objects, of them " + describe(left.get(0)),
                        "See why it cannot be removed, such as a retention policy, and remove it.");
            }
        }
    }

    <T> T call(String operation, String key, Function<OSS, T> call) {
        return connection.call(context, operation, describe(key), call);
    }

    @Override
    public void close() {
        connection.close();
    }
}
