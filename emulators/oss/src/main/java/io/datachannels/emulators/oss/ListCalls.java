package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** The calls that list a bucket's objects and its uploads. */
final class ListCalls {
    private static final String FIRST = "";

    private final ObjectStore store;

    ListCalls(ObjectStore store) {
        this.store = store;
    }

    Reply objects(OssRequest request) throws IOException {
        String marker = request.query("marker", FIRST);
        UnaryOperator<String> encoding = encoding(request);
        ListPage page = page(request, marker);
        Xml xml = head(request, encoding, page).leaf("Marker", encoding.apply(marker));
        if (page.next() != null) {
            xml.leaf("NextMarker", encoding.apply(page.next()));
        }
        entries(xml, page, encoding, true);
        return Reply.xml(xml);
    }

    Reply objectsV2(OssRequest request) throws IOException {
        String token = request.query("continuation-token", FIRST);
        String startAfter = request.query("start-after", FIRST);
        UnaryOperator<String> encoding = encoding(request);
        ListPage page = page(request, token.isEmpty() ? startAfter : fromToken(token));
        Xml xml = head(request, encoding, page)
                .leaf("StartAfter", encoding.apply(startAfter))
                .leaf("KeyCount", page.objects().size() + page.groups().size());
        if (!token.isEmpty()) {
            xml.leaf("ContinuationToken", token);
        }
        if (page.next() != null) {
            xml.leaf("NextContinuationToken", toToken(page.next()));
        }
        entries(xml, page, encoding, request.query("fetch-owner", "").equals("true"));
        return Reply.xml(xml);
    }

    Reply uploads(OssRequest request) throws IOException {
        store.bucket(request.bucket());
        String prefix = request.query("prefix", "");
        String keyMarker = request.query("key-marker", FIRST);
        String idMarker = request.query("upload-id-marker", FIRST);
        int limit = (int) request.number("max-uploads", 1000, 1, 1000);
        UnaryOperator<String> encoding = encoding(request);
        List<Upload> all = store.uploads().list(request.bucket()).stream()
                .filter(upload -> upload.key().startsWith(prefix) && follows(upload, keyMarker, idMarker))
                .toList();
        List<Upload> page = all.subList(0, Math.min(limit, all.size()));
        boolean truncated = page.size() < all.size();
        Xml xml = new Xml("ListMultipartUploadsResult");
        encodingType(request, xml);
        xml.leaf("Bucket", request.bucket())
                .leaf("KeyMarker", encoding.apply(keyMarker))
                .leaf("UploadIdMarker", idMarker)
                .leaf(
                        "NextKeyMarker",
                        truncated ? encoding.apply(page.get(limit - 1).key()) : "")
                .leaf("NextUploadIdMarker", truncated ? page.get(limit - 1).id() : "")
                .leaf("Delimiter", encoding.apply(request.query("delimiter", "")))
                .leaf("Prefix", encoding.apply(prefix))
                .leaf("MaxUploads", limit)
                .leaf("IsTruncated", truncated);
        for (Upload upload : page) {
            xml.open("Upload")
                    .leaf("Key", encoding.apply(upload.key()))
                    .leaf("UploadId", upload.id())
                    .leaf("StorageClass", "Standard")
                    .leaf("Initiated", Times.iso(upload.initiated()))
                    .close();
        }
        return Reply.xml(xml);
    }

    private static boolean follows(Upload upload, String keyMarker, String idMarker) {
        int order = KeyOrder.BYTES.compare(upload.key(), keyMarker);
        return order > 0 || order == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0;
    }

    private ListPage page(OssRequest request, String after) throws IOException {
        int limit = limit(request);
        return store.list(request.bucket(), request.query("prefix", ""), request.query("delimiter", ""), after, limit);
    }

    private static int limit(OssRequest request) {
        return (int) request.number("max-keys", request.dialect() == Dialect.S3 ? 1000 : 100, 1, 1000);
    }

    private static Xml head(OssRequest request, UnaryOperator<String> encoding, ListPage page) {
        Xml xml = new Xml("ListBucketResult");
        encodingType(request, xml);
        return xml.leaf("Name", request.bucket())
                .leaf("Prefix", encoding.apply(request.query("prefix", "")))
                .leaf("MaxKeys", limit(request))
                .leaf("Delimiter", encoding.apply(request.query("delimiter", "")))
                .leaf("IsTruncated", page.next() != null);
    }

    private static void entries(Xml xml, ListPage page, UnaryOperator<String> encoding, boolean owner) {
        for (ObjectInfo info : page.objects()) {
            xml.open("Contents")
                    .leaf("Key", encoding.apply(info.key()))
                    .leaf("LastModified", Times.iso(info.modified()))
                    .leaf("ETag", ObjectHeaders.quoted(info.etag()))
                    .leaf("Type", info.type().wire())
                    .leaf("Size", info.size())
                    .leaf("StorageClass", info.headers().getOrDefault("x-oss-storage-class", "Standard"));
            if (owner) {
                BucketCalls.owner(xml);
            }
            xml.close();
        }
        for (String group : page.groups()) {
            xml.open("CommonPrefixes").leaf("Prefix", encoding.apply(group)).close();
        }
    }

    private static void encodingType(OssRequest request, Xml xml) {
        if (request.query().containsKey("encoding-type")) {
            xml.leaf("EncodingType", request.query("encoding-type", ""));
        }
    }

    /** How names stand in the answer: as they are, or percent-encoded if the client asked for {@code encoding-type=url}. */
    static UnaryOperator<String> encoding(OssRequest request) {
        String type = request.query("encoding-type", "");
        return switch (type) {
            case "" -> UnaryOperator.identity();
            case "url" -> Percent::encode;
            default -> throw OssError.invalid("encoding-type", type, "url");
        };
    }

    private static String toToken(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8));
    }

    private static String fromToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OssError.invalid("continuation-token", token, "one that a listing returned");
        }
    }
}
