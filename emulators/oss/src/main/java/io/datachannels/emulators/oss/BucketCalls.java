package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Xml;
import java.io.IOException;
import java.util.List;

/** The calls about buckets. */
final class BucketCalls {
    static final String OWNER = "1000000000000000";
    private static final String LOCATION = "oss-local";

    private final ObjectStore store;

    BucketCalls(ObjectStore store) {
        this.store = store;
    }

    Reply create(OssRequest request) throws IOException {
        store.createBucket(request.bucket());
        return Reply.empty(200).with("Location", "/" + request.bucket());
    }

    Reply head(OssRequest request) throws IOException {
        store.bucket(request.bucket());
        return Reply.head(0).with("x-oss-bucket-region", LOCATION);
    }

    Reply delete(OssRequest request) throws IOException {
        store.deleteBucket(request.bucket());
        return Reply.empty(204);
    }

    Reply acl(OssRequest request) throws IOException {
        store.bucket(request.bucket());
        Xml xml = owner(new Xml("AccessControlPolicy"));
        return Reply.xml(xml.open("AccessControlList").leaf("Grant", "private"));
    }

    Reply location(OssRequest request) throws IOException {
        store.bucket(request.bucket());
        Xml xml = new Xml("LocationConstraint");
        return Reply.xml(xml.text(LOCATION));
    }

    Reply info(OssRequest request) throws IOException {
        BucketInfo bucket = store.bucket(request.bucket());
        Xml xml = new Xml("BucketInfo").open("Bucket");
        describe(xml, bucket, request);
        owner(xml);
        xml.open("AccessControlList").leaf("Grant", "private").close();
        return Reply.xml(xml.leaf("DataRedundancyType", "LRS"));
    }

    Reply list(OssRequest request) throws IOException {
        String prefix = request.query("prefix", "");
        String marker = request.query("marker", "");
        int limit = (int) request.number("max-keys", 100, 1, 1000);
        List<BucketInfo> all = store.buckets().stream()
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(marker) > 0)
                .toList();
        List<BucketInfo> page = all.subList(0, Math.min(limit, all.size()));
        boolean truncated = page.size() < all.size();
        Xml xml = new Xml("ListAllMyBucketsResult")
                .leaf("Prefix", prefix)
                .leaf("Marker", marker)
                .leaf("MaxKeys", limit)
                .leaf("IsTruncated", truncated);
        if (truncated) {
            xml.leaf("NextMarker", page.get(limit - 1).name());
        }
        owner(xml).open("Buckets");
        for (BucketInfo bucket : page) {
            describe(xml.open("Bucket"), bucket, request);
            xml.close();
        }
        return Reply.xml(xml);
    }

    static Xml owner(Xml xml) {
        return xml.open("Owner").leaf("ID", OWNER).leaf("DisplayName", OWNER).close();
    }

    private static void describe(Xml xml, BucketInfo bucket, OssRequest request) {
        String host = String.valueOf(request.header("host"));
        xml.leaf("Name", bucket.name())
                .leaf("Location", LOCATION)
                .leaf("CreationDate", Times.iso(bucket.created()))
                .leaf("ExtranetEndpoint", host)
                .leaf("IntranetEndpoint", host)
                .leaf("StorageClass", "Standard");
    }
}
