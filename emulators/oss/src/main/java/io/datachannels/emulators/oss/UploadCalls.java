package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Xml;
import io.datachannels.emulators.http.XmlLeaf;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of multipart uploads. */
final class UploadCalls {
    private static final int MOST_PARTS = 10_000;
    private static final long SMALLEST_PART = 100 * 1024;
    private static final long SMALLEST_PART_S3 = 5 << 20;
    private static final long LARGEST_OBJECT = 48_800L << 30;

    private final ObjectStore store;
    private final UploadStore uploads;
    private final Body body;

    UploadCalls(ObjectStore store) {
        this.store = store;
        this.uploads = store.uploads();
        this.body = new Body(store);
    }

    Reply start(OssRequest request) throws IOException {
        store.check(request.bucket(), request.key());
        if (!request.mayOverwrite()) {
            store.checkAbsent(request.bucket(), request.key());
        }
        Map<String, String> headers = ObjectHeaders.kept(request.headers());
        Upload upload = uploads.start(request.bucket(), request.key(), headers);
        Xml xml = new Xml("InitiateMultipartUploadResult")
                .leaf("Bucket", request.bucket())
                .leaf("Key", ListCalls.encoding(request).apply(request.key()))
                .leaf("UploadId", upload.id());
        return ObjectHeaders.encryption(Reply.xml(xml), headers);
    }

    Reply put(OssRequest request) throws IOException {
        int number = partNumber(request);
        Upload upload = find(request);
        Received received = body.receive(request);
        uploads.put(request.bucket(), upload, number, received);
        Reply reply = Reply.empty(200)
                .with("ETag", ObjectHeaders.quoted(received.etag()))
                .with("x-oss-hash-crc64ecma", Long.toUnsignedString(received.crc64()));
        return ObjectHeaders.encryption(reply, upload.headers());
    }

    Reply copy(OssRequest request) throws IOException {
        int number = partNumber(request);
        Upload upload = find(request);
        CopySource source = CopySource.of(request);
        Received received;
        try (Content content = store.content(source.bucket(), source.key())) {
            ObjectInfo info = content.info();
            Conditions.check(request.headers(), "x-oss-copy-source-", info);
            ByteRange range = ByteRange.of(request.header("x-oss-copy-source-range"), info.size(), true);
            ByteRange copied = range == null ? new ByteRange(0, info.size()) : range;
            try (InputStream bytes = new BoundedStream(content.from(copied.offset()), copied.length())) {
                received = store.receive(bytes, ObjectStore.LARGEST_BODY);
            }
        }
        uploads.put(request.bucket(), upload, number, received);
        return Reply.xml(new Xml("CopyPartResult")
                .leaf("LastModified", Times.iso(store.now()))
                .leaf("ETag", ObjectHeaders.quoted(received.etag())));
    }

    Reply parts(OssRequest request) throws IOException {
        Upload upload = find(request);
        int limit = (int) request.number("max-parts", 1000, 1, 1000);
        long marker = request.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
        List<Part> all = uploads.parts(request.bucket(), upload).stream()
                .filter(part -> part.number() > marker)
                .toList();
        List<Part> page = all.subList(0, Math.min(limit, all.size()));
        Xml xml = new Xml("ListPartsResult")
                .leaf("Bucket", request.bucket())
                .leaf("Key", ListCalls.encoding(request).apply(request.key()))
                .leaf("UploadId", upload.id())
                .leaf("StorageClass", "Standard")
                .leaf("PartNumberMarker", marker)
                .leaf(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                .leaf("MaxParts", limit)
                .leaf("IsTruncated", page.size() < all.size());
        for (Part part : page) {
            xml.open("Part")
                    .leaf("PartNumber", part.number())
                    .leaf("LastModified", Times.iso(part.modified()))
                    .leaf("ETag", ObjectHeaders.quoted(part.etag()))
                    .leaf("HashCrc64ecma", Long.toUnsignedString(part.crc64()))
                    .leaf("Size", part.size())
                    .close();
        }
        return Reply.xml(xml);
    }

    Reply complete(OssRequest request) throws IOException {
        byte[] document = body.document(request);
        Upload upload = find(request);
        List<Part> there = uploads.parts(request.bucket(), upload);
        boolean all = "yes".equalsIgnoreCase(request.header("x-oss-complete-all"));
        List<Part> chosen;
        try {
            chosen = all ? there : choose(claims(document), there);
            checkSizes(chosen, request.dialect() == Dialect.S3 ? SMALLEST_PART_S3 : SMALLEST_PART);
        } catch (OssError e) {
            // another call may have completed the upload while its parts were looked at
            find(request);
            throw e;
        }
        ObjectInfo info = uploads.complete(request.bucket(), upload, chosen, request.mayOverwrite());
        Xml xml = new Xml("CompleteMultipartUploadResult")
                .leaf(
                        "Location",
                        "http://" + request.header("host") + "/"
                                + Percent.encodePath(request.bucket() + "/" + request.key()))
                .leaf("Bucket", request.bucket())
                .leaf("Key", ListCalls.encoding(request).apply(request.key()))
                .leaf("ETag", ObjectHeaders.quoted(info.etag()));
        return ObjectHeaders.stored(Reply.xml(xml), info);
    }

    Reply abort(OssRequest request) throws IOException {
        uploads.abort(request.bucket(), find(request));
        return Reply.empty(204);
    }

    private Upload find(OssRequest request) throws IOException {
        return uploads.find(request.bucket(), request.key(), request.query("uploadId", ""));
    }

    private static int partNumber(OssRequest request) {
        long number = request.number("partNumber", 0, 1, MOST_PARTS);
        if (number == 0) {
            throw new OssError(400, "MissingArgument", "Your request is missing the argument partNumber.");
        }
        return (int) number;
    }

    private static List<Part.Claim> claims(byte[] document) {
        List<Part.Claim> claims = new ArrayList<>();
        Integer number = null;
        String etag = null;
        for (XmlLeaf leaf : XmlInput.leaves(document, "CompleteMultipartUpload")) {
            switch (leaf.path()) {
                case "CompleteMultipartUpload/Part/PartNumber" -> number = number(leaf.text());
                case "CompleteMultipartUpload/Part/ETag" ->
                    etag = leaf.text().trim().replace("\"", "");
                default -> {}
            }
            if (number != null && etag != null) {
                // the two come in either order
                claims.add(new Part.Claim(number, etag));
                number = null;
                etag = null;
            }
        }
        if (claims.isEmpty()) {
            throw XmlInput.malformed();
        }
        return claims;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw XmlInput.malformed();
        }
    }

    private static List<Part> choose(List<Part.Claim> claims, List<Part> there) {
        Map<Integer, Part> byNumber = new TreeMap<>();
        there.forEach(part -> byNumber.put(part.number(), part));
        List<Part> chosen = new ArrayList<>();
        int last = 0;
        for (Part.Claim claim : claims) {
            if (claim.number() <= last) {
                throw new OssError(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. The parts list must be specified in order by part number.");
            }
            last = claim.number();
            Part part = byNumber.get(last);
            if (part == null || !part.etag().equalsIgnoreCase(claim.etag())) {
                throw invalidPart(claim);
            }
            chosen.add(part);
        }
        return chosen;
    }

    private static OssError invalidPart(Part.Claim claim) {
        return new OssError(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.")
                .with("PartNumber", Integer.toString(claim.number()))
                .with("ETag", claim.etag());
    }

    private static void checkSizes(List<Part> parts, long smallest) {
        if (parts.isEmpty()) {
            throw XmlInput.malformed();
        }
        for (Part part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < smallest) {
                throw new OssError(
                                400,
                                "EntityTooSmall",
                                "Your proposed upload is smaller than the minimum allowed object size.")
                        .with("MinSizeAllowed", Long.toString(smallest))
                        .with("ProposedSize", Long.toString(part.size()))
                        .with("PartNumber", Integer.toString(part.number()));
            }
        }
        if (parts.stream().mapToLong(Part::size).sum() > LARGEST_OBJECT) {
            throw new OssError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
        }
    }
}
