package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.XmlLeaf;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Reads the documents that clients send. */
final class XmlInput {
    private XmlInput() {}

    /**
     * The leaves of the document in order.
     *
     * @throws OssError MalformedXML if it is no XML or its root is another
     */
    static List<XmlLeaf> leaves(byte[] document, String root) {
        try {
            List<XmlLeaf> leaves = XmlLeaf.all(document);
            if (!leaves.isEmpty()
                    && leaves.stream().allMatch(leaf -> leaf.path().startsWith(root + "/"))) {
                return leaves;
            }
        } catch (XMLStreamException e) {
            throw malformed();
        }
        throw malformed();
    }

    static OssError malformed() {
        return new OssError(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema.");
    }
}
