package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.Xml;
import io.datachannels.emulators.http.XmlLeaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The call that deletes many objects. */
final class DeleteCalls {
    private static final int MOST_KEYS = 1000;

    private final ObjectStore store;
    private final Body body;
    private final Faults faults;

    DeleteCalls(ObjectStore store, Faults faults) {
        this.store = store;
        this.body = new Body(store);
        this.faults = faults;
    }

    /**
     * Deletes up to 1,000 keys. The verbose answer names the keys that are gone, whether they were there or not; the
     * quiet one those that are not (as the Java SDK documents it), and has no body if there are none.
     */
    Reply delete(OssRequest request) throws IOException {
        store.bucket(request.bucket());
        boolean s3 = request.dialect() == Dialect.S3;
        if (s3 && request.header("content-md5") == null && !S3Body.hasChecksum(request)) {
            throw new OssError(400, "InvalidRequest", "Missing required header for this request: Content-MD5");
        }
        UnaryOperator<String> encoding = ListCalls.encoding(request);
        boolean quiet = false;
        List<String> keys = new ArrayList<>();
        for (XmlLeaf leaf : XmlInput.leaves(body.document(request), "Delete")) {
            if (leaf.path().equals("Delete/Object/Key")) {
                keys.add(leaf.text());
            } else if (leaf.path().equals("Delete/Quiet")) {
                quiet = leaf.text().trim().equals("true");
            }
        }
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw XmlInput.malformed();
        }
        List<String> gone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String key : keys) {
            if (faults.rowRefusal(Operation.DeleteObjects.name()).isPresent()) {
                left.add(key);
            } else {
                store.delete(request.bucket(), key);
                gone.add(key);
            }
        }
        if (s3) {
            return answerS3(quiet ? List.of() : gone, left, request, encoding);
        }
        return answer(quiet ? left : gone, quiet, request, encoding);
    }

    /** S3 names both, and says why. */
    private static Reply answerS3(
            List<String> gone, List<String> left, OssRequest request, UnaryOperator<String> encoding) {
        Xml xml = new Xml("DeleteResult");
        if (request.query().containsKey("encoding-type")) {
            xml.leaf("EncodingType", request.query("encoding-type", ""));
        }
        for (String key : gone) {
            xml.open("Deleted").leaf("Key", encoding.apply(key)).close();
        }
        for (String key : left) {
            xml.open("Error")
                    .leaf("Key", encoding.apply(key))
                    .leaf("Code", "AccessDenied")
                    .leaf("Message", "Access Denied")
                    .close();
        }
        return Reply.xml(xml);
    }

    private static Reply answer(List<String> keys, boolean quiet, OssRequest request, UnaryOperator<String> encoding) {
        if (quiet && keys.isEmpty()) {
            return Reply.empty(200);
        }
        Xml xml = new Xml("DeleteResult");
        if (request.query().containsKey("encoding-type")) {
            xml.leaf("EncodingType", request.query("encoding-type", ""));
        }
        for (String key : keys) {
            xml.open("Deleted").leaf("Key", encoding.apply(key)).close();
        }
        return Reply.xml(xml);
    }
}
