package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The calls about single objects. */
final class ObjectCalls {
    private static final String OVERRIDE = "response-";
    private static final Map<String, String> OVERRIDES = Map.of(
            "content-type", "Content-Type",
            "content-language", "Content-Language",
            "cache-control", "Cache-Control",
            "content-disposition", "Content-Disposition",
            "content-encoding", "Content-Encoding",
            "expires", "Expires");

    private final ObjectStore store;
    private final Body body;

    ObjectCalls(ObjectStore store) {
        this.store = store;
        this.body = new Body(store);
    }

    Reply put(OssRequest request) throws IOException {
        checkTarget(request);
        Map<String, String> headers = ObjectHeaders.kept(request.headers());
        Received received = body.receive(request);
        ObjectInfo info = store.normal(request.key(), received, headers);
        return ObjectHeaders.stored(
                Reply.empty(200), store.publish(request.bucket(), received.file(), info, request.mayOverwrite()));
    }

    Reply append(OssRequest request) throws IOException {
        checkTarget(request);
        long position = request.number("position", -1, 0, Long.MAX_VALUE);
        if (position < 0) {
            throw new OssError(400, "MissingArgument", "Your request is missing the argument position.");
        }
        Map<String, String> headers = ObjectHeaders.kept(request.headers());
        Received received = body.receive(request);
        ObjectInfo info = store.appender().append(request.bucket(), request.key(), position, received, headers);
        return ObjectHeaders.stored(Reply.empty(200), info)
                .with("x-oss-next-append-position", Long.toString(info.size()));
    }

    Reply copy(OssRequest request) throws IOException {
        checkTarget(request);
        CopySource source = CopySource.of(request);
        Map<String, String> replacing = ObjectHeaders.kept(request.headers());
        boolean replace = "REPLACE".equalsIgnoreCase(request.header("x-oss-metadata-directive"));
        ObjectInfo info;
        Received received;
        try (Content content = store.content(source.bucket(), source.key());
                InputStream bytes = content.from(0)) {
            Conditions.check(request.headers(), "x-oss-copy-source-", content.info());
            received = store.receive(bytes, Long.MAX_VALUE);
            Map<String, String> headers = replace ? replacing : content.info().headers();
            info = store.normal(request.key(), received, headers);
        }
        ObjectInfo copied = store.publish(request.bucket(), received.file(), info, request.mayOverwrite());
        Xml xml = new Xml("CopyObjectResult")
                .leaf("ETag", ObjectHeaders.quoted(copied.etag()))
                .leaf("LastModified", Times.iso(copied.modified()));
        return ObjectHeaders.stored(Reply.xml(xml), copied);
    }

    Reply get(OssRequest request) throws IOException {
        Content content = store.content(request.bucket(), request.key());
        try {
            ObjectInfo info = content.info();
            Conditions.check(request.headers(), "", info);
            boolean standard = "standard".equalsIgnoreCase(request.header("x-oss-range-behavior"));
            ByteRange range = ByteRange.of(request.header("range"), info.size(), standard);
            Reply reply;
            if (range == null) {
                reply = ObjectHeaders.whole(Reply.content(200, content, 0, info.size()), info);
            } else {
                reply = ObjectHeaders.full(Reply.content(206, content, range.offset(), range.length()), info)
                        .with("Content-Range", range.text(info.size()));
            }
            return overridden(reply, request);
        } catch (RuntimeException e) {
            content.close();
            throw e;
        }
    }

    Reply head(OssRequest request) throws IOException {
        ObjectInfo info = require(request);
        Conditions.check(request.headers(), "", info);
        return ObjectHeaders.whole(Reply.head(info.size()), info);
    }

    Reply meta(OssRequest request) throws IOException {
        ObjectInfo info = require(request);
        Reply reply = request.method().equals("HEAD") ? Reply.head(info.size()) : Reply.empty(200);
        return ObjectHeaders.brief(reply, info);
    }

    Reply delete(OssRequest request) throws IOException {
        store.delete(request.bucket(), request.key());
        return Reply.empty(204);
    }

    private ObjectInfo require(OssRequest request) throws IOException {
        return store.find(request.bucket(), request.key()).orElseThrow(() -> OssError.noSuchKey(request.key()));
    }

    /** Refuses before the body is read what would be refused after it. */
    private void checkTarget(OssRequest request) throws IOException {
        store.check(request.bucket(), request.key());
        if (!request.mayOverwrite()) {
            store.checkAbsent(request.bucket(), request.key());
        }
    }

    private static Reply overridden(Reply reply, OssRequest request) {
        request.query().forEach((name, value) -> {
            String header = name.startsWith(OVERRIDE) ? OVERRIDES.get(name.substring(OVERRIDE.length())) : null;
            if (header != null) {
                reply.with(header, value);
            }
        });
        return reply;
    }
}
