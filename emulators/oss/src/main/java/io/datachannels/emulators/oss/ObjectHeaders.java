package io.datachannels.emulators.oss;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which headers of a request stay with an object, and which headers a reply about it has. */
final class ObjectHeaders {
    private static final String META = "x-oss-meta-";
    private static final String ENCRYPTION = "x-oss-server-side-encryption";
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "expires",
            "x-oss-storage-class",
            ENCRYPTION,
            ENCRYPTION + "-key-id");
    /** Names whose case clients may depend on; user metadata must stay in lower case for the Java SDK to see it. */
    private static final Map<String, String> CASE = Map.of(
            "content-type", "Content-Type",
            "cache-control", "Cache-Control",
            "content-disposition", "Content-Disposition",
            "content-encoding", "Content-Encoding",
            "content-language", "Content-Language",
            "expires", "Expires");

    private static final Set<String> ENCRYPTIONS = Set.of("AES256", "KMS", "SM4");
    private static final int MOST_METADATA = 8 * 1024;

    private ObjectHeaders() {}

    /**
     * What a request leaves with the object.
     *
     * @throws OssError InvalidArgument if there are more than 8 KB of user metadata, InvalidEncryptionAlgorithmError
     */
    static Map<String, String> kept(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>();
        int metadata = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            boolean user = name.startsWith(META);
            metadata += user ? name.length() + header.getValue().length() : 0;
            if (user || KEPT.contains(name)) {
                kept.put(name, header.getValue());
            }
        }
        if (metadata > MOST_METADATA) {
            throw new OssError(400, "InvalidArgument", "The user metadata is over 8 KB.");
        }
        String encryption = kept.get(ENCRYPTION);
        if (encryption != null && !ENCRYPTIONS.contains(encryption)) {
            throw new OssError(
                            400,
                            "InvalidEncryptionAlgorithmError",
                            "The encryption request you specified is not valid. Supported values: AES256, KMS, SM4.")
                    .with("EncryptionMethod", encryption);
        }
        kept.putIfAbsent("content-type", "application/octet-stream");
        return kept;
    }

    /** What every reply to a call that stores bytes says of them. */
    static Reply stored(Reply reply, ObjectInfo info) {
        reply.with("ETag", quoted(info.etag())).with("x-oss-hash-crc64ecma", Long.toUnsignedString(info.crc64()));
        return encryption(reply, info.headers());
    }

    /** The encryption that the client asked for, so that it sees it was heard. */
    static Reply encryption(Reply reply, Map<String, String> headers) {
        for (String name : new String[] {ENCRYPTION, ENCRYPTION + "-key-id"}) {
            if (headers.containsKey(name)) {
                reply.with(name, headers.get(name));
            }
        }
        return reply;
    }

    /** All that GetObject and HeadObject say of an object. */
    static Reply full(Reply reply, ObjectInfo info) {
        info.headers().forEach((name, value) -> reply.with(CASE.getOrDefault(name, name), value));
        stored(reply, info)
                .with("Last-Modified", Times.rfc1123(info.modified()))
                .with("Accept-Ranges", "bytes")
                .with("x-oss-object-type", info.type().wire())
                .with("x-oss-storage-class", info.headers().getOrDefault("x-oss-storage-class", "Standard"));
        if (info.type() == ObjectType.APPENDABLE) {
            reply.with("x-oss-next-append-position", Long.toString(info.size()));
        }
        return reply;
    }

    /** As {@link #full}, and what holds of the whole object only. */
    static Reply whole(Reply reply, ObjectInfo info) {
        if (info.type() == ObjectType.NORMAL) {
            byte[] md5 = HexFormat.of().parseHex(info.etag());
            reply.with("Content-MD5", Base64.getEncoder().encodeToString(md5));
        }
        return full(reply, info);
    }

    /** What GetObjectMeta says of an object. */
    static Reply brief(Reply reply, ObjectInfo info) {
        return reply.with("ETag", quoted(info.etag())).with("Last-Modified", Times.rfc1123(info.modified()));
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }
}
